export interface Token {
  value: string;
  /** Milliseconds since the epoch. */
  expiresAtMs: number;
}

const MARGIN_MS = 60_000;
const MOST_TOKENS = 10_000;

/** Tokens that were exchanged for, by connection and endpoint, until a minute before their end. One exchange at a time each. */
export class TokenCache {
  private readonly tokens = new Map<string, Token>();
  private readonly fetching = new Map<string, Promise<Token>>();

  async get(key: string, nowMs: number, fetch: () => Promise<Token>): Promise<string> {
    const known = this.tokens.get(key);
    if (known && known.expiresAtMs - MARGIN_MS > nowMs) return known.value;
    const going = this.fetching.get(key) ?? this.fetch(key, fetch);
    return (await going).value;
  }

  /** The provider does not take it any more. */
  drop(key: string): void {
    this.tokens.delete(key);
  }

  private fetch(key: string, fetch: () => Promise<Token>): Promise<Token> {
    const going = fetch()
      .then((token) => {
        this.tokens.delete(key);
        this.tokens.set(key, token);
        const [oldest] = this.tokens.keys();
        if (this.tokens.size > MOST_TOKENS && oldest !== undefined) this.tokens.delete(oldest);
        return token;
      })
      .finally(() => this.fetching.delete(key));
    this.fetching.set(key, going);
    return going;
  }
}
