import type { Config } from '../../../config.ts';

/** The name that a step's token has among its secrets. */
export const CALLBACK_SECRET = 'token';

/** Where to post to. Whoever has it may call it, once. */
export function callbackUrl({ publicUrl }: Pick<Config, 'publicUrl'>, token: string): string {
  return `${publicUrl}${CALLBACK_PATH}${token}`;
}

export const CALLBACK_PATH = '/hooks/flow/';
const BEGINNING = 'jn_cb_';
/** By itself: an address may be written in many ways, and the token in it in one. */
const IN_TEXT = new RegExp(`${BEGINNING}[A-Za-z0-9_-]+`, 'g');

/** The same value without tokens: what is kept of a step does not open anything. */
export function withoutToken<T>(value: T): T {
  const text = JSON.stringify(value ?? null);
  return text.includes(BEGINNING) ? (JSON.parse(text.replace(IN_TEXT, '…')) as T) : value;
}
