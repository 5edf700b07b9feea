import { createHash } from 'node:crypto';
import type { AskedApproval } from '../asked.ts';

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 36rem; margin: 3rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.4rem; }
.asked { white-space: pre-wrap; overflow-wrap: anywhere; border-left: 4px solid #667085; padding-left: 1rem; }
dt { font-weight: 600; } dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
label { display: block; margin-bottom: .25rem; }
textarea { box-sizing: border-box; width: 100%; font: inherit; padding: .5rem; }
button { font: inherit; font-weight: 600; color: #fff; border: 0; border-radius: 6px; padding: .6rem 1.2rem; margin: 1rem .75rem 0 0; }
button[value=approve] { background: #1a7f37; } button[value=reject] { background: #b42318; }
`;

/** No script, nothing from elsewhere, in nobody's frame, and kept nowhere: the address is what opens the page. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
};

export const MOST_COMMENT = 1000;

/** Asks, with both choices; nothing is decided by looking at it. */
export function askingPage(asked: AskedApproval, approverEmail: string): string {
  const { chainName, message, subjectEmail, startedBy, deadline } = asked;
  const facts = [
    ['Chain', chainName],
    ['About', subjectEmail],
    ['Started by', startedBy],
    ['Open until', minuteOf(deadline)],
    ['You decide as', approverEmail],
  ].filter((fact): fact is [string, string] => typeof fact[1] === 'string');
  return page(
    'Your approval is asked',
    `<p class="asked">${escaped(message)}</p>
<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>
<form method="post">
<label for="comment">Comment (optional)</label>
<textarea id="comment" name="comment" rows="3" maxlength="${MOST_COMMENT}"></textarea>
<button name="decision" value="approve">Approve</button><button name="decision" value="reject">Reject</button>
</form>`,
  );
}

export function messagePage(title: string, text: string): string {
  return page(title, `<p>${escaped(text)}</p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>
${body}
</main></body>
</html>
`;
}

function minuteOf(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
