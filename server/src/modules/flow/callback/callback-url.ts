import type { Config } from '../../../config.ts';

/** The name that a step's token has among its secrets. */
export const CALLBACK_SECRET = 'token';

/** Where to post to. Whoever has it may call it, once. */
export function callbackUrl({ publicUrl }: Pick<Config, 'publicUrl'>, token: string): string {
  return `${publicUrl}${CALLBACK_PATH}${token}`;
}

export const CALLBACK_PATH = '/hooks/flow/';
const IN_TEXT = /\/hooks\/flow\/jn_cb_[A-Za-z0-9_-]+/g;

/** The same text without the token: what is kept of an input does not open anything. */
export function withoutToken<T>(input: T): T {
  return JSON.parse(JSON.stringify(input ?? null).replace(IN_TEXT, `${CALLBACK_PATH}…`)) as T;
}
