import { numberOf, slice, textOf, uncurry } from './intrinsics.ts';

const MESSAGE_CHARACTERS = 4000;
const IN_SCRIPT = /script\.js:(\d{1,9}):(\d{1,9})/;
const match = uncurry(RegExp.prototype.exec);

/** What a thrown value says, and where in the script it came from; 0 where that is not known. Anything can be thrown. */
export function describeError(error: unknown): { message: string; line: number; column: number } {
  const stack = read(error, 'stack');
  const place = typeof stack === 'string' ? match(IN_SCRIPT, slice(stack, 0, 10_000)) : null;
  return {
    message: slice(messageOf(error), 0, MESSAGE_CHARACTERS),
    line: place ? numberOf(place[1]) : 0,
    column: place ? numberOf(place[2]) : 0,
  };
}

function messageOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return `threw ${primitiveText(error)}`;
  const name = read(error, 'name');
  const message = read(error, 'message');
  if (typeof message !== 'string') return 'threw an object that is no error';
  return typeof name === 'string' && name !== '' && name.length <= 200 ? `${name}: ${message}` : message;
}

function primitiveText(value: unknown): string {
  return typeof value === 'function' ? 'a function' : textOf(value);
}

/** A property of who knows what: a getter or a Proxy may throw in turn. */
function read(value: unknown, name: string): unknown {
  try {
    return (value as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}
