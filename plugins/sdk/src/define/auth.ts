import type { ConfigRef, SecretRef, Text } from './references.ts';

export const JWT_ALGORITHMS = ['RS256', 'ES256', 'EdDSA', 'HS256'] as const;
export type JwtAlgorithm = (typeof JWT_ALGORITHMS)[number];

export interface SignSpec {
  algorithm: JwtAlgorithm;
  /** A private key in PEM (PKCS #8 or PKCS #1); for HS256 the shared secret. */
  key: SecretRef;
  /** Beside `iat` and `exp`, which the host puts in. */
  claims: Record<string, Text>;
  lifetimeSeconds: number;
}

export interface ExchangeSpec {
  type: 'exchange';
  sign: SignSpec;
  method: 'POST';
  /** Below the endpoint's base URL; `{key}` stands for a value of the configuration, escaped. */
  path: string;
  /** Where in the answer the token stands: `token`, `data.access_token`. */
  tokenAt: string;
  /** Where the time (RFC 3339) or the number of seconds stands after which it is not valid any more. Absent: 5 minutes. */
  expiresAtAt?: string;
}

export interface JwtSpec {
  type: 'jwt';
  sign: SignSpec;
}

export interface ClientCredentialsSpec {
  type: 'client_credentials';
  /** Absolute, https. Its host is among those that the plugin may reach. */
  tokenUrl: string | ConfigRef;
  clientId: Text;
  clientSecret: SecretRef;
  scope?: string;
}

/** How requests to an endpoint are authenticated: data that stands in the manifest, and that the host carries out. */
export type AuthSpec =
  | { type: 'none' }
  | { type: 'bearer'; token: SecretRef }
  | { type: 'basic'; user: Text; password: Text }
  | { type: 'headers'; headers: Record<string, Text> }
  | JwtSpec
  | ExchangeSpec
  | ClientCredentialsSpec
  | { type: 'first_of'; choices: AuthSpec[] };

/** Ways to authenticate, for the plugin's `auth`, by endpoint. The plugin names secrets; the host puts their values in. */
export const auth = {
  /** Nothing is added. */
  none: (): AuthSpec => ({ type: 'none' }),

  /** `Authorization: Bearer <token>` (RFC 6750). */
  bearer: (token: SecretRef): AuthSpec => ({ type: 'bearer', token }),

  /** `Authorization: Basic …` (RFC 7617). */
  basic: (user: Text, password: Text): AuthSpec => ({ type: 'basic', user, password }),

  /** Headers of the provider's own: `auth.headers({ 'DD-API-KEY': secret('api_key') })`. */
  headers: (headers: Record<string, Text>): AuthSpec => ({ type: 'headers', headers }),

  /** A text of parts: `auth.text('Token token=', secret('token'))`. */
  text: (...parts: (string | ConfigRef | SecretRef)[]): Text => ({ text: parts }),

  /** A JWT signed with a secret key is itself the bearer token, and is signed anew shortly before its end. */
  jwt: (sign: SignSpec): AuthSpec => ({ type: 'jwt', sign }),

  /** A JWT signed with a secret key is exchanged for a token, which is a bearer token until shortly before its end. */
  exchange: (spec: Omit<ExchangeSpec, 'type'>): AuthSpec => ({ type: 'exchange', ...spec }),

  /** A token of the client credentials grant (RFC 6749, section 4.4), kept until shortly before its end. */
  clientCredentials: (spec: Omit<ClientCredentialsSpec, 'type'>): AuthSpec => ({ type: 'client_credentials', ...spec }),

  /** The first of these all of whose secrets and configuration values are set. */
  firstOf: (...choices: AuthSpec[]): AuthSpec => ({ type: 'first_of', choices }),
};
