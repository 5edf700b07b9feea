import { DOMException } from './dom-exception.ts';
import { getPrototypeOf, isArray } from './intrinsics.ts';

type Seen = Map<object, unknown>;

const ERRORS = [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];

/** As in the HTML Standard, for what exists here: no transfer, and no objects of a platform. */
export function structuredClone<T>(value: T): T {
  return clone(value, new Map()) as T;
}

function clone(value: unknown, seen: Seen): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return refuse(`${String(value)} could not be cloned`);
  if (typeof value !== 'object' || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  const made = shell(value);
  seen.set(value, made);
  fill(made, value, seen);
  return made;
}

function shell(value: object): object {
  if (isArray(value)) return new Array(value.length);
  if (value instanceof Map) return new Map();
  if (value instanceof Set) return new Set();
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof RegExp) return new RegExp(value.source, value.flags);
  if (value instanceof ArrayBuffer) return value.slice(0);
  if (ArrayBuffer.isView(value)) return cloneView(value);
  if (value instanceof Error) return cloneError(value);
  for (const Boxed of [Boolean, Number, String]) if (value instanceof Boxed) return Object(value.valueOf());
  if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet || value instanceof WeakRef)
    return refuse('the object could not be cloned');
  return {};
}

function fill(made: object, value: object, seen: Seen): void {
  if (value instanceof Map) {
    for (const [key, item] of [...value]) (made as Map<unknown, unknown>).set(clone(key, seen), clone(item, seen));
  } else if (value instanceof Set) {
    for (const item of [...value]) (made as Set<unknown>).add(clone(item, seen));
  } else if (isArray(value) || isPlain(made)) {
    for (const key of Object.keys(value)) {
      const item = clone((value as Record<string, unknown>)[key], seen);
      Object.defineProperty(made, key, { value: item, writable: true, enumerable: true, configurable: true });
    }
  }
}

const isPlain = (made: object) => getPrototypeOf(made) === Object.prototype;

function cloneView(view: ArrayBufferView): object {
  const buffer = (view.buffer as ArrayBuffer).slice(view.byteOffset, view.byteOffset + view.byteLength);
  return new (view.constructor as new (buffer: ArrayBuffer) => object)(buffer);
}

function cloneError(error: Error): Error {
  const Known = ERRORS.find((Type) => Type.name === error.name) ?? Error;
  const made = new Known(error.message);
  Object.defineProperty(made, 'stack', { value: error.stack, writable: true, configurable: true });
  return made;
}

function refuse(message: string): never {
  throw new DOMException(message, 'DataCloneError');
}
