import type { Document } from '@/lib/api';
import type { Option } from './found-select';

/** Where what can be picked comes from. */
export interface Source<Found, One> {
  /** Those that a text finds. */
  readonly find: Document<Found, { text: string }>;
  readonly optionsOf: (found: Found) => Option[];
  /** The one that is chosen already. */
  readonly read: Document<One, { id: string }>;
  readonly optionOf: (one: One) => Option;
}

export function source<Found, One>(it: Source<Found, One>): Source<Found, One> {
  return it;
}
