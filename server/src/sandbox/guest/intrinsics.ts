/**
 * What the guest's own code uses of the language, taken before any script runs: a script that replaces
 * `JSON.stringify` or `Promise.prototype.then` changes its own world, not what is sent for it.
 */
const { bind, call } = Function.prototype;

/** `uncurry(String.prototype.slice)(text, 1)` */
export const uncurry = bind.bind(call) as <T, A extends unknown[], R>(
  method: (this: T, ...args: A) => R,
) => (self: T, ...args: A) => R;

export const { parse: parseJson, stringify: toJson } = JSON;
export const now = Date.now;
export const { defineProperty, freeze, keys, create, entries, getPrototypeOf, setPrototypeOf } = Object;
export const { isArray } = Array;
export const textOf = String;
export const numberOf = Number;
export const { floor, min, max } = Math;
export const push = uncurry(Array.prototype.push) as (list: unknown[], ...values: unknown[]) => number;
export const shift = uncurry(Array.prototype.shift) as <T>(list: T[]) => T | undefined;
export const slice = uncurry(String.prototype.slice);
export const whenSettled = uncurry(Promise.prototype.then) as <T>(
  promise: Promise<T>,
  onValue: (value: T) => void,
  onError: (error: unknown) => void,
) => Promise<void>;
