import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pressIn, verifySlackRequest } from '../../../server/src/modules/flow/approval/slack/signed-press.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const SECRET = 'the-signing-secret-of-the-app';
const hmacSha256 = (text: string) => createHmac('sha256', SECRET).update(text).digest('hex');
const at = (seconds: number) => String(NOW / 1000 + seconds);

function signed(body: string, timestamp = at(0)) {
  return { body, timestamp, signature: `v0=${hmacSha256(`v0:${timestamp}:${body}`)}` };
}
const verify = (request: Parameters<typeof verifySlackRequest>[0]) =>
  verifySlackRequest(request, { nowMs: NOW, signingSecret: SECRET });

const PRESSED = {
  type: 'block_actions',
  user: { id: 'U1', username: 'bob' },
  channel: { id: 'C2' },
  message: { ts: '1764151200.000001' },
  actions: [{ action_id: 'joinery_approve', value: 'approval 1+1', type: 'button' }],
};
const bodyOf = (payload: unknown) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

describe("Slack's signature", () => {
  test("is right for the example of Slack's documentation", () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    const signature = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
    const verdict = verifySlackRequest(
      { body, timestamp: '1531420618', signature },
      { nowMs: 1531420618_000, signingSecret: '8f742231b10e8888abcd99yyyzzz85a5' },
    );
    expect(verdict).toEqual({ ok: true, signature });
  });

  test('is over every byte of the body, and over the time', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (body, more) => {
        const request = signed(body);
        expect(verify(request).ok).toBe(true);
        expect(verify({ ...request, body: body + more })).toEqual({ ok: false, reason: 'wrong_signature' });
        expect(verify({ ...request, timestamp: at(1) })).toEqual({ ok: false, reason: 'wrong_signature' });
      }),
    );
  });

  test.each([
    ['five minutes old', -300, true],
    ['older', -301, false],
    ['five minutes ahead', 300, true],
    ['further ahead', 301, false],
  ])('that is %s', (_, seconds, ok) => {
    expect(verify(signed('payload=1', at(seconds)))).toMatchObject(ok ? { ok } : { ok, reason: 'expired' });
  });

  test.each([
    ['no signature', { signature: undefined }],
    ['no time', { timestamp: undefined }],
    ['a time that is no number', { timestamp: `${at(0)}.0` }],
    ['another version', { signature: `v1=${'0'.repeat(64)}` }],
    ['a signature that is too short', { signature: 'v0=00' }],
  ])('is missing with %s', (_, change) => {
    expect(verify({ ...signed('payload=1'), ...change })).toEqual({ ok: false, reason: 'unsigned' });
  });

  test('of another secret is wrong', () => {
    const request = signed('payload=1');
    const verdict = verifySlackRequest(request, { nowMs: NOW, signingSecret: 'another' });
    expect(verdict).toEqual({ ok: false, reason: 'wrong_signature' });
  });
});

describe('a press', () => {
  test('is read from what was pressed', () => {
    const pressed = {
      reference: 'approval 1+1',
      userId: 'U1',
      username: 'bob',
      channel: 'C2',
      ts: '1764151200.000001',
      responseUrl: null,
    };
    expect(pressIn(bodyOf(PRESSED))).toEqual({ ...pressed, isApproved: true });
    const rejected = { ...PRESSED, actions: [{ action_id: 'joinery_reject', value: 'approval 1+1' }] };
    expect(pressIn(bodyOf(rejected))).toEqual({ ...pressed, isApproved: false });
    const responseUrl = 'https://hooks.slack.com/actions/T1DC2JH3J/1764151200/token';
    expect(pressIn(bodyOf({ ...PRESSED, response_url: responseUrl }))).toMatchObject({ responseUrl });
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'payload=%7B'],
    ['a broken escape', 'payload=%'],
    ["another app's button", bodyOf({ ...PRESSED, actions: [{ action_id: 'buy', value: '1' }] })],
    ['two buttons at once', bodyOf({ ...PRESSED, actions: [...PRESSED.actions, ...PRESSED.actions] })],
    ['a view', bodyOf({ type: 'view_submission', user: { id: 'U1' } })],
  ])('is not read from %s', (_, body) => {
    expect(pressIn(body)).toBeUndefined();
  });
});
