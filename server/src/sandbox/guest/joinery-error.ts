import { defineProperty } from './intrinsics.ts';

export class JoineryError extends Error {
  declare readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    defineProperty(this, 'name', { value: 'JoineryError', configurable: true });
    defineProperty(this, 'code', { value: code, enumerable: true });
  }
}
