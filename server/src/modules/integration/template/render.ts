import { asText, ENCODERS, type Encoded } from './encode.ts';
import { problemAt } from './position.ts';
import {
  type HoleSegment,
  MAX_OUTPUT_BYTES,
  type Template,
  type TemplateContext,
  type TemplateProblem,
} from './template.ts';
import { hasDotSegment, UrlEncoder } from './url.ts';
import { readVariable, type TemplateVariables } from './variables.ts';

export type RenderResult = { ok: true; text: string } | { ok: false; error: TemplateProblem };

const MAX_BYTES_PER_UNIT = 3;

/**
 * Fills a template's holes. A value never changes the structure of what it stands in: it is escaped
 * for `context`, or refused. What an event does not have becomes empty text, or `null` where JSON
 * wants a value; a secret that is not set is an error. Output is capped at 1 MB of UTF-8.
 *
 * A header's text is Unicode; turning it into octets is the sender's part.
 */
export function renderTemplate(
  template: Template,
  variables: TemplateVariables,
  context: TemplateContext,
): RenderResult {
  const urlEncoder = context === 'url' ? new UrlEncoder() : undefined;
  let text = '';
  for (const segment of template.segments) {
    if (segment.kind === 'text') {
      text += segment.text;
    } else {
      const encoded = encodeHole(segment, variables, context, urlEncoder);
      if (!encoded.ok) return failure(template, segment.offset, `${segment.source} cannot be used: ${encoded.message}`);
      text += encoded.text;
    }
    if (text.length > MAX_OUTPUT_BYTES) return tooLong(template, segment.offset);
  }
  if (text.length * MAX_BYTES_PER_UNIT > MAX_OUTPUT_BYTES && Buffer.byteLength(text) > MAX_OUTPUT_BYTES) {
    return tooLong(template, 0);
  }
  if (urlEncoder && hasDotSegment(text)) {
    return failure(template, 0, 'A segment of the URL\'s path would be "." or "..", which leads to another path');
  }
  return { ok: true, text };
}

function encodeHole(
  hole: HoleSegment,
  variables: TemplateVariables,
  context: TemplateContext,
  urlEncoder: UrlEncoder | undefined,
): Encoded {
  const value = readVariable(hole.variable, variables);
  if (value === undefined && hole.variable.scope === 'secret') return { ok: false, message: 'the secret is not set' };
  return urlEncoder ? urlEncoder.encode(asText(value), hole) : ENCODERS[context](value, hole);
}

function tooLong(template: Template, offset: number): RenderResult {
  return failure(template, offset, `The rendered text is longer than ${MAX_OUTPUT_BYTES / 1024 / 1024} MB`);
}

function failure(template: Template, offset: number, message: string): RenderResult {
  return { ok: false, error: problemAt(template.source, offset, message) };
}
