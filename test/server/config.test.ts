import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { readConfig, SETTINGS } from '../../server/src/config.ts';
import { migrateDatabase } from '../../server/src/migrate.ts';
import { parseMasterKey } from '../../server/src/platform/crypto/index.ts';
import { listen } from '../../server/src/roles/listen.ts';

describe('a setting that is wrong', () => {
  const wrong = {
    DATABASE_URL: 'mysql://somewhere',
    PORT: '99999',
    JOINERY_DEMO_PASSWORD: 'short',
    JOINERY_EGRESS_ALLOW: '10.0.0.0/8,10.0.0.0/99',
    JOINERY_ROLES: 'api,cook',
    JOINERY_TRUST_PROXY: 'perhaps',
    JOINERY_DATABASE_POOL: 'many',
    JOINERY_DELIVERY_RETENTION_DAYS: '0',
    JOINERY_EVENT_RETENTION_DAYS: '-1',
    JOINERY_RUN_RETENTION_DAYS: '1.5',
    JOINERY_AUDIT_RETENTION_DAYS: '29',
    JOINERY_RUNS_PER_WORKER: '0x10',
    JOINERY_RUNS_PER_TENANT: ' ',
    JOINERY_SANDBOX_PROCESSES: '0',
    JOINERY_FLOWS_PER_WORKER: '1e3',
    JOINERY_FLOWS_PER_TENANT: '1001',
    JOINERY_PUBLIC_URL: 'localhost:4000',
    JOINERY_PORTAL_URL: 'ftp://portal.example.com',
    JOINERY_GOOGLE_API_URL: 'admin.googleapis.com',
    JOINERY_SMTP_URL: 'mail.example.com',
    JOINERY_MAIL_FROM: 'somebody',
    LOG_LEVEL: 'loud',
    NODE_ENV: 'prod',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'nowhere',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'collector:4318',
    OTEL_SDK_DISABLED: 'perhaps',
  };
  /** Any text is one; of keys, their own module says what is wrong. */
  const anyText = ['HOST', 'JOINERY_HOME', 'JOINERY_MASTER_KEY', 'JOINERY_NEW_MASTER_KEY', 'JOINERY_RUNNER_LABELS'];

  it('can be any of them', () => {
    expect([...Object.keys(wrong), ...anyText].sort()).toEqual([...SETTINGS].sort());
  });

  it.each(['JOINERY_MASTER_KEY', 'JOINERY_NEW_MASTER_KEY'])('is named and never shown: %s', (name) => {
    const thrown = expect.objectContaining({ message: expect.not.stringContaining('letmein') });
    expect(() => parseMasterKey('letmein', name)).toThrow(thrown);
    expect(() => parseMasterKey('letmein', name)).toThrow(name);
  });

  for (const [name, value] of Object.entries(wrong)) {
    it(`stops the start and is named: ${name}`, () => {
      const fields = expect.arrayContaining([expect.objectContaining({ path: name })]);
      expect(() => readConfig({ [name]: value })).toThrow(
        expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(name), fields }),
      );
    });
  }

  it('is named where only the attempt shows it: no database there, a port that is taken', async () => {
    const url = 'postgresql://joinery@127.0.0.1:1/joinery';
    await expect(migrateDatabase({ url })).rejects.toMatchObject({ message: expect.stringMatching(/DATABASE_URL/) });
    const taken = fastify();
    const port = Number(new URL(await taken.listen({ port: 0, host: '127.0.0.1' })).port);
    const config = { ...readConfig({}), port };
    await expect(listen(fastify(), config)).rejects.toMatchObject({
      message: expect.stringMatching(/^PORT \d+ of HOST/),
    });
    await taken.close();
  });

  it('is told together with all others', () => {
    expect(() => readConfig(wrong)).toThrow(/DATABASE_URL.*PORT.*LOG_LEVEL/s);
  });
});

describe('the SMTP server', () => {
  const from = { JOINERY_MAIL_FROM: 'Joinery <joinery@example.com>' };

  it.each(['https://mail.example.com', 'smtp://', 'smtp://mail.example.com/inbox', 'mail.example.com'])(
    'cannot be %s',
    (url) => expect(() => readConfig({ ...from, JOINERY_SMTP_URL: url })).toThrow(/JOINERY_SMTP_URL must be/),
  );

  it('is set together with who mails are from', () => {
    const url = { JOINERY_SMTP_URL: 'smtps://joinery:a%2Fb@mail.example.com:465' };
    expect(() => readConfig(url)).toThrow(/JOINERY_MAIL_FROM must be set/);
    expect(readConfig({ ...url, ...from })).toMatchObject({ smtpUrl: url.JOINERY_SMTP_URL });
  });
});

describe('settings that are absent or empty', () => {
  it('have their defaults', () => {
    const config = readConfig({ PORT: '', LOG_LEVEL: '' });
    expect(config).toMatchObject({
      port: 4000,
      home: '.joinery',
      roles: ['api', 'worker'],
      logLevel: 'info',
      egressAllow: [],
    });
    expect(config.databaseUrl).toBeUndefined();
  });
});

describe('the table of settings in the README', () => {
  it('names every setting, and none that there is not', () => {
    const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
    const section = readme.slice(readme.indexOf('## Settings'), readme.indexOf('## Where to read on'));
    const named = [...section.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, names]) =>
      [...(names ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
    const ofPortal = ['PORTAL_PORT', 'PORTAL_HOST', 'PORTAL_API_URL'];
    expect(named.sort()).toEqual([...SETTINGS, ...ofPortal].sort());
  });
});
