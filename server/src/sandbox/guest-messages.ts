import { LOG_LEVELS } from './contract.ts';

const text = (value: unknown) => typeof value === 'string';
const count = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
const oneOf = (values: readonly string[]) => (value: unknown) => values.includes(value as string);

/**
 * What a guest can tell its process, and of which kinds of values. A script that bends the language under the guest's
 * own code can make it say anything; what is not exactly one of these ends the run.
 */
const MESSAGES: Record<string, readonly ((value: unknown) => boolean)[]> = {
  /** Level and text. */
  log: [oneOf(LOG_LEVELS), text],
  /** Number, name and input, which is JSON text. */
  call: [count, text, text],
  /** The number of a call whose answer is not wanted any more. */
  abandon: [count],
  /** Milliseconds until a timer is due. */
  wake: [count],
  /** The module was evaluated, and its function is called. */
  begun: [],
  /** The output. */
  done: [text],
  /** Kind, message, line and column, which are 0 where they are not known. */
  failed: [oneOf(['type', 'thrown']), text, count, count],
  /** What there was too much of. */
  exceeded: [oneOf(['calls', 'call', 'output'])],
};

export function isGuestMessage(kind: string, values: readonly unknown[]): boolean {
  const types = Object.hasOwn(MESSAGES, kind) ? MESSAGES[kind] : undefined;
  return types?.length === values.length && types.every((isType, index) => isType(values[index]));
}
