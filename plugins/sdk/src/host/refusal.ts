import type { ErrorKind } from '../define/provider-error.ts';

/** Ends a call of the guest: thrown on the host's side, a ProviderError of this kind on the guest's. */
export class Refusal extends Error {
  readonly code: ErrorKind | 'planned';

  constructor(code: ErrorKind | 'planned', message: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
  }
}
