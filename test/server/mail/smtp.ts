import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { SELF_SIGNED } from '../egress/loopback.ts';

export interface TestSmtp {
  port: number;
  /** What was taken, as it came. */
  mails: { from: string; to: string[]; data: string; isOverTls: boolean; user: string | undefined }[];
  close(): Promise<void>;
}

/** A real SMTP server on loopback. `refuse` answers for a recipient with this status. */
export async function startSmtp(options: SMTPServerOptions, refuse: Record<string, number> = {}): Promise<TestSmtp> {
  const mails: TestSmtp['mails'] = [];
  const server = new SMTPServer({
    ...SELF_SIGNED,
    disableReverseLookup: true,
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'a-password' ? done(null, { user: username }) : done(new Error('no')),
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = refuse[address];
      done(responseCode ? Object.assign(new Error('not this one'), { responseCode }) : null);
    },
    onData: async (stream, { envelope, secure, user }, done) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk);
      mails.push({
        from: envelope.mailFrom ? envelope.mailFrom.address : '',
        to: envelope.rcptTo.map(({ address }) => address),
        data: Buffer.concat(chunks).toString(),
        isOverTls: secure,
        user: user as string | undefined,
      });
      done();
    },
    ...options,
  });
  // A client that goes away in the middle is part of the tests.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
