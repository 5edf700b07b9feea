/** A request or an answer as an attempt keeps it; what an action of another kind keeps has other fields. */
export interface Exchange {
  readonly method?: string;
  readonly url?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | null;
  /** Only the beginning of the body was kept. */
  readonly isCut?: boolean;
}

export function readExchange(value: unknown): Exchange | null {
  return typeof value === 'object' && value !== null ? (value as Exchange) : null;
}
