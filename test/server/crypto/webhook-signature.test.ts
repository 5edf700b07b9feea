import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import {
  createWebhookSecret,
  formatWebhookSecret,
  parseWebhookSecret,
  signWebhook,
  webhookKey,
} from '../../../server/src/platform/crypto/index.ts';

const timestampSeconds = Math.floor(Date.now() / 1000);
const accepts = (secret: Uint8Array, body: string, headers: object): boolean => {
  try {
    new Webhook(formatWebhookSecret(secret)).verify(body, { ...headers }, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
};

describe('a webhook signature', () => {
  it('is the one of the Standard Webhooks examples', () => {
    const headers = signWebhook({
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestampSeconds: 1614265330,
      body: '{"test": 2432232314}',
      secrets: [parseWebhookSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')],
    });
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is accepted by an independent verifier, whatever the body and the secret', () => {
    const secret = fc.uint8Array({ minLength: 24, maxLength: 64 });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), secret, (body, bytes) => {
        const headers = signWebhook({ id: randomUUID(), timestampSeconds, body, secrets: [bytes] });
        expect(accepts(bytes, body, headers)).toBe(true);
      }),
    );
  });

  it('is the same from text, from bytes and from a prepared key', () => {
    const [id, body, secret] = [randomUUID(), '{"name":"Zoë"}', createWebhookSecret()];
    const expected = signWebhook({ id, timestampSeconds, body, secrets: [secret] });
    expect(signWebhook({ id, timestampSeconds, body, secrets: [webhookKey(secret)] })).toEqual(expected);
    expect(signWebhook({ id, timestampSeconds, body: Buffer.from(body), secrets: [secret] })).toEqual(expected);
  });

  it('is given once for each secret, and either is accepted', () => {
    const [current, previous, foreign] = [createWebhookSecret(), createWebhookSecret(), createWebhookSecret()];
    const headers = signWebhook({ id: randomUUID(), timestampSeconds, body: 'hello', secrets: [current, previous] });
    expect(headers['webhook-signature']).toMatch(/^v1,[\w+/]{43}= v1,[\w+/]{43}=$/);
    expect(accepts(current, 'hello', headers)).toBe(true);
    expect(accepts(previous, 'hello', headers)).toBe(true);
    expect(accepts(foreign, 'hello', headers)).toBe(false);
  });

  it('is not accepted for another body, id or time', () => {
    const secret = createWebhookSecret();
    const headers = signWebhook({ id: 'a', timestampSeconds, body: 'hello', secrets: [secret] });
    expect(accepts(secret, 'hello!', headers)).toBe(false);
    expect(accepts(secret, 'hello', { ...headers, 'webhook-id': 'b' })).toBe(false);
    expect(accepts(secret, 'hello', { ...headers, 'webhook-timestamp': String(timestampSeconds + 1) })).toBe(false);
  });
});

describe('a webhook secret', () => {
  it('is written as whsec_ and base64, and read back', () => {
    const secret = createWebhookSecret();
    expect(secret).toHaveLength(32);
    expect(parseWebhookSecret(formatWebhookSecret(secret)).equals(secret)).toBe(true);
  });

  it.each([
    '',
    'whsec_',
    createWebhookSecret().toString('base64'),
    formatWebhookSecret(randomBytes(23)),
    formatWebhookSecret(randomBytes(65)),
    `whsec_${'?'.repeat(44)}`,
    `whsec_${'A'.repeat(43)}`,
  ])('is not %j', (text) => {
    expect(() => parseWebhookSecret(text)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });
});
