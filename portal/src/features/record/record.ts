interface NamedPerson {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** What a sentence about a record of the audit log is made of. */
export interface ToldRecord {
  readonly action: string;
  readonly outcome: string;
  readonly actorKind: string;
  readonly actorEmail?: string | null;
  readonly actor?: NamedPerson | null;
  /** Whom it happened to. */
  readonly user?: NamedPerson | null;
  readonly targetType: string;
  readonly targetName?: string | null;
  readonly detail: unknown;
  readonly erasedAt?: string | null;
}
