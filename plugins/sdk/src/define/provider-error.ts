/** How a provider's refusal is told apart, by what has to be done about it. */
export const ERROR_KINDS = [
  /** The credentials are wrong, expired, or lack a permission: the connection has to be mended. */
  'auth',
  /** What the input names does not exist at the provider. */
  'not_found',
  /** The provider, or a schema, does not accept the input or the configuration: the message names what. */
  'invalid',
  /** What is there stands in the way: it would be overwritten, or has to be removed first. */
  'conflict',
  /** Too many requests, still, after the host has waited as long as it could. Worth another attempt later. */
  'rate_limited',
  /** No answer, or a 5xx one, still, after the host's own attempts. Worth another attempt later. */
  'unavailable',
  /** The provider's API cannot do this at all: the message says why, and what to do instead. */
  'not_supported',
  /** An answer does not fit its schema: the provider, or the plugin, has changed. The message names the path. */
  'unexpected_answer',
  /** The plugin reached for what its manifest does not declare. */
  'denied',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/**
 * Why an action, a check or a page of a resource has not come about. `ctx.http` throws it for every answer with a status
 * of 400 or more that `allow` does not name; throw it where the plugin knows better. The message is shown to people and is
 * kept: it says what is wrong and what helps, and holds no credentials.
 *
 *     throw new ProviderError('not_supported', 'Datadog cannot delete a user; disable it instead');
 */
export class ProviderError extends Error {
  readonly kind: ErrorKind;
  /** The HTTP status behind it, where there was one. */
  readonly status: number | undefined;

  constructor(kind: ErrorKind, message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'ProviderError';
    this.kind = kind;
    this.status = options.status;
  }
}
