import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { invalidField } from '../../errors.ts';

/** Standard Webhooks 1.0, symmetric signatures (`v1`). */
const PREFIX = 'whsec_';
const SECRET_BYTES = 32;
const MIN_SECRET_BYTES = 24;
const MAX_SECRET_BYTES = 64;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export interface WebhookMessage {
  /** The same over all attempts at a delivery. Without a full stop: that separates it from what is signed next. */
  id: string;
  timestampSeconds: number;
  /** Exactly what is sent. */
  body: string | Uint8Array;
  /** One, or during a rotation's overlap several: the receiver accepts any. Keys of `webhookKey` sign fastest. */
  secrets: readonly (Uint8Array | KeyObject)[];
}

export interface WebhookHeaders {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}

export function createWebhookSecret(): Buffer<ArrayBuffer> {
  return randomBytes(SECRET_BYTES);
}

/** `whsec_…`, as a receiver is given it. */
export function formatWebhookSecret(secret: Uint8Array): string {
  return PREFIX + Buffer.from(secret).toString('base64');
}

/** The bytes of `whsec_<base64>`. INVALID_INPUT naming `secret` unless they are 24 to 64. */
export function parseWebhookSecret(text: string): Buffer<ArrayBuffer> {
  const encoded = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : '';
  const secret = Buffer.from(BASE64.test(encoded) ? encoded : '', 'base64');
  if (secret.length >= MIN_SECRET_BYTES && secret.length <= MAX_SECRET_BYTES) return secret;
  const message = `must be ${PREFIX} and base64 of ${MIN_SECRET_BYTES} to ${MAX_SECRET_BYTES} bytes`;
  throw invalidField('secret', message);
}

/** A secret made ready for signing, five times faster than its bytes: keep it where many messages are signed. */
export function webhookKey(secret: Uint8Array): KeyObject {
  return createSecretKey(secret);
}

/** The three headers of a message. Several secrets give signatures separated by spaces, in the given order. */
export function signWebhook({ id, timestampSeconds, body, secrets }: WebhookMessage): WebhookHeaders {
  const start = `${id}.${timestampSeconds}.`;
  const signatures = secrets.map((secret) => {
    const hmac = createHmac('sha256', secret);
    if (typeof body === 'string') hmac.update(start + body);
    else hmac.update(start).update(body);
    return `v1,${hmac.digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signatures.join(' '),
  };
}
