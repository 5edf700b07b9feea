import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/src/config.ts';

describe('a setting that is wrong', () => {
  const wrong = {
    DATABASE_URL: 'mysql://somewhere',
    PORT: '99999',
    JOINERY_DEMO_PASSWORD: 'short',
    JOINERY_ROLES: 'api,cook',
    JOINERY_TRUST_PROXY: 'perhaps',
    JOINERY_DATABASE_POOL: 'many',
    JOINERY_MAIL_FROM: 'somebody',
    LOG_LEVEL: 'loud',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'nowhere',
  };

  for (const [name, value] of Object.entries(wrong)) {
    it(`stops the start and is named: ${name}`, () => {
      const fields = [expect.objectContaining({ path: name })];
      expect(() => readConfig({ [name]: value })).toThrow(
        expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(name), fields }),
      );
    });
  }

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
