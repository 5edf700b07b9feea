import { Secret, TOTP } from 'otpauth';

/** RFC 6238 as every authenticator app understands it. */
const PARAMETERS = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const SECRET_BYTES = 20;
/** One step early or late: clocks of phones drift, and people type slowly (RFC 6238 §5.2). */
const WINDOW_STEPS = 1;

/** A fresh secret in base32: what a person types who cannot scan. To be sealed wherever it is stored. */
export function createTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** `otpauth://totp/…`, to be shown as a QR code. The app lists it as `issuer` and `account`. */
export function totpUri({ secret, account, issuer }: { secret: string; account: string; issuer: string }): string {
  return new TOTP({ ...PARAMETERS, issuer, label: account, secret }).toString();
}

export interface TotpCheck {
  /** Base32. */
  secret: string;
  code: string;
  now: Date;
  /** The step that was accepted last; it and all before it are refused, since a code is good once (RFC 6238 §5.2). */
  lastUsedStep?: bigint | null;
}

/**
 * The 30-second step whose code it is, the present one or one beside it; null for a wrong or used code. The caller
 * stores the step by a compare-and-set: two that come at once both read the same `lastUsedStep`.
 */
export function verifyTotp({ secret, code, now, lastUsedStep = null }: TotpCheck): bigint | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const timestamp = now.getTime();
  const key = Secret.fromBase32(secret);
  const offset = TOTP.validate({ ...PARAMETERS, token, secret: key, timestamp, window: WINDOW_STEPS });
  if (offset === null) return null;
  const step = BigInt(TOTP.counter({ period: PARAMETERS.period, timestamp }) + offset);
  return lastUsedStep !== null && step <= lastUsedStep ? null : step;
}
