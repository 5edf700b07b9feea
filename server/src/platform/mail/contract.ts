export interface Mail {
  /** One address. */
  to: string;
  subject: string;
  text: string;
  html?: string;
  /**
   * What makes the Message-ID (RFC 5322, section 3.6.4): with the same key, a mail that is sent again is the same to
   * whoever receives it, and shown once by most.
   */
  key: string;
}

/**
 * `not_configured`: the server has no JOINERY_SMTP_URL. `denied`: the address rules do not let it out. `auth`: the SMTP
 * server does not take the credentials. `rejected`: it will not take this mail, now or later. `unavailable`: it did not
 * answer, or asks to come again.
 */
export type MailFailureKind = 'not_configured' | 'denied' | 'auth' | 'rejected' | 'unavailable';

export type MailResult =
  | { ok: true; messageId: string }
  | { ok: false; kind: MailFailureKind; message: string; isWorthRepeating: boolean };

export interface Mailer {
  /** False where the operator has set no SMTP server; every mail then fails with `not_configured`. */
  readonly isConfigured: boolean;
  /** What goes wrong is in the result. */
  send(mail: Mail, options?: { signal?: AbortSignal }): Promise<MailResult>;
}
