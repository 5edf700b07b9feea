import type { HoleSegment, TemplateContext } from './template.ts';

/** A value as it is written into its place, or why it must not be. */
export type Encoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

type Encoder = (value: unknown, hole: HoleSegment) => Encoded;

const SLACK_SPECIAL: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const XML_SPECIAL: Readonly<Record<string, string>> = { ...SLACK_SPECIAL, '"': '&quot;', "'": '&#39;', '\r': '&#13;' };

/** Control characters, the line breaks among them: none may stand in a header (RFC 9110, section 5.5). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
export const HEADER_FORBIDDEN = /[\u0000-\u001f\u007f-\u009f]/;

/** What XML 1.0 (section 2.2) has no way to write. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const XML_IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** How each context writes a value so that it stays a value there. */
export const ENCODERS: Readonly<Record<TemplateContext, Encoder>> = {
  text: (value) => written(asText(value)),
  json: encodeJson,
  form: (value) => written(percentEncode(asText(value)).replaceAll('%20', '+')),
  url: (value) => written(percentEncode(asText(value))),
  header: (value) => {
    const text = asText(value);
    if (HEADER_FORBIDDEN.test(text)) {
      return { ok: false, message: 'its value holds a line break or another control character' };
    }
    return written(text);
  },
  // https://api.slack.com/reference/surfaces/formatting#escaping names these three and no others.
  slack: (value) => written(asText(value).replace(/[&<>]/g, (character) => SLACK_SPECIAL[character] ?? character)),
  xml: (value) =>
    written(
      asText(value)
        .toWellFormed()
        .replace(XML_IMPOSSIBLE, '\ufffd')
        .replace(/[&<>"'\r]/g, (character) => XML_SPECIAL[character] ?? character),
    ),
};

/** Strings as they are, nothing as the empty string, lists and objects as compact JSON. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return JSON.stringify(value) ?? '';
}

function encodeJson(value: unknown, hole: HoleSegment): Encoded {
  if (hole.jsonPlace === 'value') return written(JSON.stringify(value ?? null) ?? 'null');
  if (hole.jsonPlace === 'string') return written(JSON.stringify(asText(value)).slice(1, -1));
  return { ok: false, message: 'it stands right after a backslash' };
}

/** Everything but RFC 3986's unreserved characters; what is no Unicode text becomes U+FFFD. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function written(text: string): Encoded {
  return { ok: true, text };
}
