import type { KeyObject } from 'node:crypto';
import {
  createWebhookSecret,
  formatWebhookSecret,
  parseWebhookSecret,
  webhookKey,
} from '../../../platform/crypto/index.ts';

/** A secret that requests are signed with. The one before a rotation is valid until its end. */
export interface SigningSecretValue {
  /** `whsec_…`, as the receiver holds it. */
  secret: string;
  key: KeyObject;
  expiresAt: Date | null;
}

export function newSigningSecret(): string {
  return formatWebhookSecret(createWebhookSecret());
}

/** How the secret before a rotation is stored: with its end, which compiled integrations outlive. */
export function writePrevious(secret: string, expiresAt: Date): string {
  return `${expiresAt.toISOString()} ${secret}`;
}

/** The signing secrets of an integration as they are stored, the current one first. */
export function readSigningSecrets(stored: ReadonlyMap<string, string>): SigningSecretValue[] {
  const current = stored.get('current');
  const [end, previous] = stored.get('previous')?.split(' ') ?? [];
  return [
    ...(current === undefined ? [] : [toValue(current, null)]),
    ...(end === undefined || previous === undefined ? [] : [toValue(previous, new Date(end))]),
  ];
}

export function validAt(secrets: readonly SigningSecretValue[], now: Date): SigningSecretValue[] {
  return secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
}

function toValue(secret: string, expiresAt: Date | null): SigningSecretValue {
  return { secret, key: webhookKey(parseWebhookSecret(secret)), expiresAt };
}
