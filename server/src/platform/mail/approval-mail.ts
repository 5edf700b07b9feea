import type { Mail } from './contract.ts';

export interface ApprovalMail extends Pick<Mail, 'to' | 'subject' | 'key'> {
  /** What is asked, as plain text. */
  text: string;
  /** Where the decision is made. What is there must only ask: programs that check mails follow every link in them. */
  url: string;
  expiresAt: Date;
}

/** A mail that asks for a decision, with the link to the page where it is made. */
export function approvalMail({ url, expiresAt, text, ...mail }: ApprovalMail): Mail {
  const until = `${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const once = `The link works once, until ${until}. Whoever has this mail can decide: do not pass it on.`;
  return {
    ...mail,
    text: `${text}\n\nApprove or reject: ${url}\n\n${once}\n`,
    html: [
      `<p>${escaped(text).replaceAll('\n', '<br>')}</p>`,
      `<p>${button(url, 'Approve or reject')}</p>`,
      `<p style="color:#667085">${escaped(once)}</p>`,
    ].join('\n'),
  };
}

function button(url: string, label: string): string {
  const style = 'background:#1d4ed8;color:#fff;padding:10px 18px;border-radius:6px;text-decoration:none';
  return `<a href="${escaped(url)}" style="${style}">${label}</a>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
