import type { CompiledIntegration, RenderedRequest } from '../../integration/index.ts';

/** An answer is read up to this size; the rest is of no use to anyone. */
export const READ_BYTES = 64 * 1024;
/** Bodies are kept for the history up to this size. */
const KEPT_BYTES = 20 * 1024;
/** Of UTF-8, for one unit of a string. */
const MOST_BYTES_A_UNIT = 3;

/** Headers that carry a credential are kept by name only. */
const CREDENTIAL_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key']);

/** Headers whose values are made by the protocol, or by us: no secret can stand in them. */
const PLAIN_HEADERS = new Set([
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
  'traceparent',
  'date',
  'connection',
  'keep-alive',
  'content-length',
]);

/** A request as its attempt keeps it: secrets masked, the body cut. */
export function keptRequest({ method, url, headers, body }: RenderedRequest, integration: CompiledIntegration): object {
  return {
    method,
    url: integration.mask(url),
    headers: keptHeaders(headers, integration),
    body: body === undefined ? null : keptText(body, integration),
    isCut: isOverKept(body ?? ''),
  };
}

export interface Answered {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Whether there was more than was read. */
  isTruncated: boolean;
}

/** An answer as its attempt keeps it. */
export function keptResponse(
  { status, headers, body, isTruncated }: Answered,
  integration: CompiledIntegration,
): object {
  return {
    status,
    headers: keptHeaders(headers, integration),
    body: keptText(body, integration),
    isCut: isTruncated || isOverKept(body),
  };
}

function keptHeaders(
  headers: Readonly<Record<string, string>>,
  integration: CompiledIntegration,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (CREDENTIAL_HEADERS.has(name)) kept[name] = '••••••';
    else kept[name] = PLAIN_HEADERS.has(name) ? value : keptText(fromOctets(value), integration);
  }
  return kept;
}

/** Header values travel as octets, a character each (RFC 9110 §5.5); what they spell is UTF-8. */
function fromOctets(value: string): string {
  return HAS_HIGH_OCTETS.test(value) ? Buffer.from(value, 'latin1').toString() : value;
}

const HAS_HIGH_OCTETS = /[\u0080-\u00ff]/;

/**
 * Masked, then cut (a secret that was cut in half would not be found), and made fit for a json column, whose readers
 * take neither NUL nor half a surrogate pair.
 */
function keptText(text: string, integration: CompiledIntegration): string {
  const seen = text.length > READ_BYTES ? text.slice(0, READ_BYTES) : text;
  const masked = integration.mask(seen);
  const cut = isOverKept(masked) ? firstOf(masked) : masked;
  return cut.isWellFormed() && !cut.includes('\0') ? cut : cut.toWellFormed().replaceAll('\0', '\uFFFD');
}

function isOverKept(text: string): boolean {
  return (
    text.length > KEPT_BYTES || (text.length * MOST_BYTES_A_UNIT > KEPT_BYTES && Buffer.byteLength(text) > KEPT_BYTES)
  );
}

/** A streaming decoder holds back the half character at the cut. */
function firstOf(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.from(text).subarray(0, KEPT_BYTES), {
    stream: true,
  });
}
