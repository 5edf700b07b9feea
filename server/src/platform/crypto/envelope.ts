import { randomBytes } from 'node:crypto';
import { encodeAssociatedData, open, seal } from './aead.ts';
import { deriveKey, KEY_BYTES } from './master-key.ts';

/**
 * Secrets at rest: each tenant's secrets are sealed under its data key, and data keys are wrapped by the master key.
 *
 * 1. The master key encrypts nothing by itself; a key derived from it wraps data keys and nothing else.
 * 2. A sealed value opens only for the tenant, kind, owner, name and key version that it was sealed for: moved to
 *    another row it is unreadable.
 */

/** Whose data key it is and which master key wraps it. */
export interface DataKeyContext {
  tenantId: string;
  keyVersion: number;
  masterKeyId: string;
}

/** Whose secret it is. A secret that has a name among others of its owner binds that too. */
export interface SecretContext {
  tenantId: string;
  kind: string;
  ownerId: string;
  keyVersion: number;
  name?: string;
}

/** A fresh data key: 32 random bytes. */
export function createDataKey(): Buffer<ArrayBuffer> {
  return randomBytes(KEY_BYTES);
}

export function wrapDataKey(masterKey: Uint8Array, context: DataKeyContext, dataKey: Uint8Array): Buffer<ArrayBuffer> {
  return seal(wrappingKey(masterKey), dataKeyBinding(context), dataKey);
}

/** INTERNAL, reason SECRET_UNREADABLE, for another master key, another context or altered bytes. */
export function unwrapDataKey(
  masterKey: Uint8Array,
  context: DataKeyContext,
  wrapped: Uint8Array,
): Buffer<ArrayBuffer> {
  return open(wrappingKey(masterKey), dataKeyBinding(context), wrapped);
}

export function sealSecret(
  dataKey: Uint8Array,
  context: SecretContext,
  plaintext: string | Uint8Array,
): Buffer<ArrayBuffer> {
  const bytes = typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext;
  return seal(dataKey, secretBinding(context), bytes);
}

/** The plaintext's bytes. INTERNAL, reason SECRET_UNREADABLE, for another key, another context or altered bytes. */
export function openSecret(dataKey: Uint8Array, context: SecretContext, sealed: Uint8Array): Buffer<ArrayBuffer> {
  return open(dataKey, secretBinding(context), sealed);
}

function wrappingKey(masterKey: Uint8Array): Buffer {
  return deriveKey(masterKey, 'data-key-wrap');
}

function dataKeyBinding({ tenantId, keyVersion, masterKeyId }: DataKeyContext): Buffer {
  return encodeAssociatedData(['joinery:data-key', tenantId, keyVersion, masterKeyId]);
}

function secretBinding({ tenantId, kind, ownerId, keyVersion, name = '' }: SecretContext): Buffer {
  return encodeAssociatedData(['joinery:secret', tenantId, kind, ownerId, keyVersion, name]);
}
