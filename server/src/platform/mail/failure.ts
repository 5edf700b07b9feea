import type { MailFailureKind, MailResult } from './contract.ts';

/** Why a mail did not leave, as the caller is told. The credentials are in none of it. */
export class NoConnection extends Error {
  readonly kind: MailFailureKind;

  constructor(kind: MailFailureKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

export function failed(kind: MailFailureKind, message: string): MailResult {
  return { ok: false, kind, message, isWorthRepeating: kind === 'unavailable' };
}

/** RFC 5321, section 4.2.1: 4yz may be tried again, 5yz may not. */
export function failureOf(error: unknown): MailResult {
  if (error instanceof NoConnection) return failed(error.kind, error.message);
  const { code, responseCode, response, message } = error as {
    code?: string;
    responseCode?: number;
    response?: string;
    message: string;
  };
  if (code === 'EAUTH') return failed('auth', 'the SMTP server does not take the credentials of JOINERY_SMTP_URL');
  if (responseCode !== undefined && responseCode >= 500)
    return failed('rejected', `the SMTP server answered ${(response ?? String(responseCode)).slice(0, 300)}`);
  if (responseCode !== undefined)
    return failed('unavailable', `the SMTP server asks to come again: ${(response ?? '').slice(0, 300)}`);
  if (code === 'EENVELOPE') return failed('rejected', message);
  return failed('unavailable', `no mail could be handed over: ${message}`);
}
