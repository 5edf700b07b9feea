import { createHash } from 'node:crypto';
import { createTransport, type SMTPTransportOptions } from 'nodemailer';
import type { Egress } from '../egress/index.ts';
import type { Mail, Mailer, MailResult } from './contract.ts';
import { failed, failureOf, NoConnection } from './failure.ts';

export interface MailerOptions {
  egress: Egress;
  /** `smtps://user:password@host:465`, or `smtp://host:587`. */
  smtpUrl: string | undefined;
  /** `Joinery <joinery@example.com>` */
  from: string | undefined;
  /** PEM, trusted instead of the built-in authorities. */
  ca?: string;
}

const LIFETIME_MS = 60_000;
const MOST_BYTES = 1024 * 1024;
const DEFAULT_PORTS: Record<string, number> = { 'smtp:': 587, 'smtps:': 465 };

/**
 * Sends mail over the operator's SMTP server. Its invariants:
 *
 * 1. The connection is opened by egress, to an address that its rules let through.
 * 2. Credentials, and mails sent with them, cross TLS or nothing: `smtp:` asks for STARTTLS then, and gives up without it.
 * 3. A mail is made of what it is given: no file is read, and no URL fetched, for it.
 */
export function createMailer({ egress, smtpUrl, from, ca }: MailerOptions): Mailer {
  if (smtpUrl === undefined || from === undefined)
    return {
      isConfigured: false,
      send: async () => failed('not_configured', 'this deployment has no mail server yet'),
    };
  const server = serverOf(smtpUrl);
  return {
    isConfigured: true,
    send: (mail, { signal } = {}) => send({ egress, server, from, ca, signal }, mail),
  };
}

type Server = ReturnType<typeof serverOf>;

function serverOf(smtpUrl: string) {
  const url = new URL(smtpUrl);
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || DEFAULT_PORTS[url.protocol]),
    isSecure: url.protocol === 'smtps:',
    auth: user === '' ? undefined : { user, pass: decodeURIComponent(url.password) },
  };
}

interface Sending {
  egress: Egress;
  server: Server;
  from: string;
  ca: string | undefined;
  signal: AbortSignal | undefined;
}

async function send({ egress, server, from, ca, signal }: Sending, mail: Mail): Promise<MailResult> {
  const { host, port, isSecure, auth } = server;
  const options: SMTPTransportOptions = {
    host,
    port,
    secure: isSecure,
    auth,
    requireTLS: auth !== undefined,
    tls: ca === undefined ? {} : { ca },
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: LIFETIME_MS,
    getSocket: (_options, callback) => {
      connect({ egress, server, ca, signal }).then(
        (connection) => callback(null, { connection, secured: isSecure }),
        (error: Error) => callback(error),
      );
    },
  };
  const transport = createTransport(options);
  try {
    const { key, ...content } = mail;
    const messageId = messageIdOf(key, from);
    // As an object: a list of addresses in one text would be several recipients.
    await transport.sendMail({ ...content, to: { name: '', address: mail.to }, from, messageId });
    return { ok: true, messageId };
  } catch (error) {
    return failureOf(error);
  } finally {
    transport.close();
  }
}

async function connect({ egress, server, ca, signal }: Omit<Sending, 'from'>) {
  const { host, port, isSecure } = server;
  const connected = await egress.connect({
    host: host.includes(':') ? `[${host}]` : host,
    port,
    isSecure,
    lifetimeMs: LIFETIME_MS,
    maxBytes: MOST_BYTES,
    ...(ca === undefined ? {} : { ca }),
    ...(signal ? { signal } : {}),
  });
  if (!connected.ok) throw new NoConnection(connected.kind === 'denied' ? 'denied' : 'unavailable', connected.message);
  // The server speaks first, and might before anybody listens.
  return connected.socket.pause();
}

function messageIdOf(key: string, from: string): string {
  const domain = /@([^@>\s]+)>?\s*$/.exec(from)?.[1] ?? 'joinery';
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}>`;
}
