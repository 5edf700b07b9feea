import { defineProperty } from './intrinsics.ts';

/** Web IDL's error, whose name is what tells one from another: `AbortError`, `TimeoutError`. */
export class DOMException extends Error {
  constructor(message = '', name = 'Error') {
    super(message);
    defineProperty(this, 'name', { value: name, configurable: true });
  }
}
