import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { createEgress } from '../../../server/src/platform/egress/index.ts';
import { approvalMail, createMailer } from '../../../server/src/platform/mail/index.ts';
import { SELF_SIGNED } from '../egress/loopback.ts';
import { startSmtp } from './smtp.ts';

const egress = createEgress({ allow: ['127.0.0.0/8'] });
afterAll(() => egress.close());

const FROM = 'Joinery <joinery@example.com>';
const mail = { to: 'ada@example.com', subject: 'Grüße', text: 'You are in.', key: 'step-1' };

async function start(...[options, refuse]: Parameters<typeof startSmtp>) {
  const smtp = await startSmtp(options, refuse);
  onTestFinished(() => smtp.close());
  const mailer = (protocol: string, user = '') =>
    createMailer({ egress, smtpUrl: `${protocol}://${user}127.0.0.1:${smtp.port}`, from: FROM, ca: SELF_SIGNED.cert });
  return { smtp, mailer };
}

describe('a mail', () => {
  it('reaches its recipient, with what it says', async () => {
    const { smtp, mailer } = await start({ disabledCommands: ['STARTTLS', 'AUTH'] });
    const result = await mailer('smtp').send(mail);
    expect(result).toMatchObject({ ok: true, messageId: expect.stringMatching(/^<[0-9a-f]{40}@example\.com>$/) });
    expect(smtp.mails).toMatchObject([{ from: 'joinery@example.com', to: ['ada@example.com'] }]);
    expect(smtp.mails[0]?.data).toContain('Subject: =?UTF-8?');
    expect(smtp.mails[0]?.data).toContain('You are in.');
  });

  it('sent again is the same to whoever receives it', async () => {
    const { mailer } = await start({ disabledCommands: ['STARTTLS', 'AUTH'] });
    const [first, again] = [await mailer('smtp').send(mail), await mailer('smtp').send(mail)];
    expect(again).toEqual(first);
    expect(await mailer('smtp').send({ ...mail, key: 'step-2' })).not.toEqual(first);
  });

  it('goes over TLS where the server offers it, and where it wants it from the first byte', async () => {
    const starttls = await start({});
    expect(await starttls.mailer('smtp', 'joinery:a-password@').send(mail)).toMatchObject({ ok: true });
    const implicit = await start({ secure: true });
    expect(await implicit.mailer('smtps', 'joinery:a-password@').send(mail)).toMatchObject({ ok: true });
    for (const { smtp } of [starttls, implicit])
      expect(smtp.mails).toMatchObject([{ isOverTls: true, user: 'joinery' }]);
  });

  it('is for one recipient, and adds no header, whatever its fields hold', async () => {
    const { smtp, mailer } = await start({ disabledCommands: ['STARTTLS', 'AUTH'] });
    await mailer('smtp').send({ ...mail, to: 'ada@example.com, eve@example.com' });
    await mailer('smtp').send({ ...mail, to: 'ada@example.com\r\nRCPT TO:<eve@example.com>' });
    await mailer('smtp').send({ ...mail, subject: 'Hello\r\nBcc: eve@example.com' });
    expect(smtp.mails.flatMap(({ to }) => to)).not.toContain('eve@example.com');
    expect(smtp.mails.map(({ data }) => data).join()).not.toMatch(/^Bcc:/im);
  });
});

describe('a mail that does not leave', () => {
  it('without a server says which setting is missing', async () => {
    const mailer = createMailer({ egress, smtpUrl: undefined, from: undefined });
    expect(mailer.isConfigured).toBe(false);
    expect(await mailer.send(mail)).toMatchObject({ kind: 'not_configured', isWorthRepeating: false });
  });

  it('is held back by the address rules', async () => {
    const strict = createEgress({ allow: [] });
    onTestFinished(() => strict.close());
    const { smtp } = await start({});
    const mailer = createMailer({ egress: strict, smtpUrl: `smtp://127.0.0.1:${smtp.port}`, from: FROM });
    expect(await mailer.send(mail)).toMatchObject({ ok: false, kind: 'denied', isWorthRepeating: false });
    expect(smtp.mails).toEqual([]);
  });

  it('is not sent with credentials over a line without TLS', async () => {
    const { smtp, mailer } = await start({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    const result = await mailer('smtp', 'joinery:a-password@').send(mail);
    expect(result).toMatchObject({ ok: false });
    expect(smtp.mails).toEqual([]);
  });

  it('does not trust a certificate of nobody', async () => {
    const { smtp } = await start({ secure: true });
    const mailer = createMailer({ egress, smtpUrl: `smtps://127.0.0.1:${smtp.port}`, from: FROM });
    expect(await mailer.send(mail)).toMatchObject({ ok: false, kind: 'unavailable' });
  });

  it('for wrong credentials says so, and not what they are', async () => {
    const { mailer } = await start({ secure: true });
    const result = await mailer('smtps', 'joinery:not-the-one@').send(mail);
    expect(result).toMatchObject({ kind: 'auth', isWorthRepeating: false });
    expect(JSON.stringify(result)).not.toContain('not-the-one');
  });

  it.each([
    [550, 'rejected', false],
    [451, 'unavailable', true],
  ])('for a recipient refused with %i is %s', async (status, kind, isWorthRepeating) => {
    const { mailer } = await start({ disabledCommands: ['STARTTLS', 'AUTH'] }, { 'ada@example.com': status });
    expect(await mailer('smtp').send(mail)).toMatchObject({ ok: false, kind, isWorthRepeating });
  });

  it('to a server that is gone is worth another attempt', async () => {
    const smtp = await startSmtp({});
    await smtp.close();
    const mailer = createMailer({ egress, smtpUrl: `smtp://127.0.0.1:${smtp.port}`, from: FROM });
    expect(await mailer.send(mail)).toMatchObject({ kind: 'unavailable', isWorthRepeating: true });
  });
});

describe('a mail that asks for an approval', () => {
  const asked = approvalMail({
    ...mail,
    text: 'May <Ada> join?\nShe asks.',
    url: 'https://joinery.example.com/a?token=1&go="yes"',
    expiresAt: new Date('2026-11-27T09:30:00Z'),
  });

  it('has the link to where it is decided, in text and in HTML', () => {
    expect(asked.text).toContain('Approve or reject: https://joinery.example.com/a?token=1&go="yes"');
    expect(asked.text).toContain('2026-11-27 09:30 UTC');
    expect(asked.html).toContain('href="https://joinery.example.com/a?token=1&amp;go=&quot;yes&quot;"');
  });

  it('shows what is asked as text', () => {
    expect(asked.html).toContain('May &lt;Ada&gt; join?<br>She asks.');
  });
});
