import { describe, expect, it } from 'vitest';
import { createLog } from '../../../server/src/platform/log.ts';

function captured(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('debug', { write: (line) => lines.push(line) }));
  return lines.join('');
}

const SECRET = 'correct-horse-battery';

describe('the log', () => {
  it.each([
    'password',
    'passwordHash',
    'token',
    'accessToken',
    'refresh_token',
    'Authorization',
    'Set-Cookie',
    'client_secret',
    'secrets',
    'X-Api-Key',
    'privateKey',
    'oneTimeCode',
    'recoveryCodes',
    'JOINERY_MASTER_KEY',
  ])('never shows what stands under %s, at any depth', (key) => {
    const line = captured((log) => {
      log.info({ [key]: SECRET }, 'top');
      log.info({ request: { body: [{ variables: { input: { [key]: SECRET } } }] } }, 'deep');
      log.info({ [key]: { value: SECRET } }, 'object');
    });
    expect(line).not.toContain(SECRET);
    expect(line).toContain('••••••');
  });

  it('keeps the secrets of errors, of their causes and of their properties to itself', () => {
    const cause = Object.assign(new Error('refused'), { token: SECRET });
    const error = Object.assign(new Error('failed', { cause }), { config: { headers: { Authorization: SECRET } } });
    expect(captured((log) => log.error({ err: error }, 'failed'))).not.toContain(SECRET);
    expect(captured((log) => log.error(error))).not.toContain(SECRET);
  });

  it('masks credentials within free text', () => {
    const line = captured((log) => {
      log.warn(new Error(`connect to postgresql://joinery:${SECRET}@db.example/joinery`));
      log.warn(`sent Authorization: Bearer ${SECRET}`);
      log.warn({ url: new URL(`https://user:${SECRET}@host.example/`) }, 'url');
    });
    expect(line).not.toContain(SECRET);
    expect(line).toContain('@db.example/joinery');
  });

  it('masks what a child logger is bound to', () => {
    expect(captured((log) => log.child({ accessToken: SECRET, tenantId: 't1' }).info('bound'))).not.toContain(SECRET);
  });

  it('shows ids, names and counts', () => {
    const line = JSON.parse(
      captured((log) => log.info({ tokenId: 'id-1', secretName: 'API_KEY', tokens: 3 }, 'shown')),
    );
    expect(line).toMatchObject({
      level: 'info',
      service: 'joinery',
      tokenId: 'id-1',
      secretName: 'API_KEY',
      tokens: 3,
      msg: 'shown',
    });
  });

  it('writes objects that contain themselves without getting lost', () => {
    const loop: Record<string, unknown> = { name: 'loop' };
    loop.self = loop;
    expect(captured((log) => log.info({ loop }, 'round'))).toContain('"name":"loop"');
  });
});
