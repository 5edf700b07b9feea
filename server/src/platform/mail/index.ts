export { type ApprovalMail, approvalMail } from './approval-mail.ts';
export type { Mail, Mailer, MailFailureKind, MailResult } from './contract.ts';
export { createMailer, type MailerOptions } from './mailer.ts';
