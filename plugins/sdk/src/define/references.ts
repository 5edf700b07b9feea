/** Where a value of the connection's configuration goes. In a manifest: `{ "config": "apiUrl" }`. */
export interface ConfigRef {
  readonly config: string;
}

/** Where a secret goes. The host puts it in; the plugin never holds it. In a manifest: `{ "secret": "token" }`. */
export interface SecretRef {
  readonly secret: string;
}

/** A text, or what it is made of. `{ "text": ["Token token=", { "secret": "token" }] }` is its parts, one after another. */
export type Text = string | ConfigRef | SecretRef | { readonly text: readonly (string | ConfigRef | SecretRef)[] };

/**
 * Names a key of the plugin's `config`, to stand where the host needs its value: in `egress`, `auth` and claims. An action
 * reads `ctx.config` instead.
 */
export function config(key: string): ConfigRef {
  return { config: key };
}

/** Names one of the plugin's `secrets`, to stand where the host puts its value in: in `auth`, and as a key for `signJwt`. */
export function secret(name: string): SecretRef {
  return { secret: name };
}

export const isConfigRef = (part: unknown): part is ConfigRef =>
  typeof part === 'object' && part !== null && 'config' in part;
export const isSecretRef = (part: unknown): part is SecretRef =>
  typeof part === 'object' && part !== null && 'secret' in part;

/** The parts of a text, in order. */
export function partsOf(text: Text): readonly (string | ConfigRef | SecretRef)[] {
  return typeof text === 'object' && 'text' in text ? text.text : [text];
}
