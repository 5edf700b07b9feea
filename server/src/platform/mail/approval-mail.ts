import type { Mail } from './contract.ts';

export interface ApprovalMail extends Pick<Mail, 'to' | 'subject' | 'key'> {
  /** What is asked, as plain text. */
  text: string;
  /** Where the decision is made. What is there must only ask: programs that check mails follow every link in them. */
  approveUrl: string;
  rejectUrl: string;
  expiresAt: Date;
}

/** A mail that asks for a decision, with a link for each. */
export function approvalMail({ approveUrl, rejectUrl, expiresAt, text, ...mail }: ApprovalMail): Mail {
  const until = `${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const once = `Each link works once, until ${until}. Whoever has this mail can decide: do not pass it on.`;
  return {
    ...mail,
    text: `${text}\n\nApprove: ${approveUrl}\n\nReject: ${rejectUrl}\n\n${once}\n`,
    html: [
      `<p>${escaped(text).replaceAll('\n', '<br>')}</p>`,
      `<p>${button(approveUrl, 'Approve', '#1a7f37')} &nbsp; ${button(rejectUrl, 'Reject', '#b42318')}</p>`,
      `<p style="color:#667085">${escaped(once)}</p>`,
    ].join('\n'),
  };
}

function button(url: string, label: string, colour: string): string {
  const style = `background:${colour};color:#fff;padding:10px 18px;border-radius:6px;text-decoration:none`;
  return `<a href="${escaped(url)}" style="${style}">${label}</a>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
