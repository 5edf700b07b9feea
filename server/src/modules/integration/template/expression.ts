import type { Variable } from './template.ts';

/** What stands between the braces: a variable, a brace constant, or something that templates do not have. */
export type Expression =
  | { kind: 'variable'; variable: Variable; source: string }
  | { kind: 'text'; text: string }
  | { kind: 'refused'; message: string };

const MAX_EXPRESSION_LENGTH = 512;
const POSSIBLE = 'possible are variables, as in {{.Data.user_email}}, and secrets, as in {{secrets.API_KEY}}';

const PATH = /^\.[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+(?:-+[A-Za-z0-9_]+)*)*$/;
const SECRET = /^secrets\.([A-Za-z_][A-Za-z0-9_]*)$/;
const KEYWORD = /^(?:if|else|end|range|with|define|block|template|break|continue)(?![A-Za-z0-9_.])/;
const CALL = /^[A-Za-z_][A-Za-z0-9_]*\s/;
const BARE_NAME = /^[A-Za-z_][A-Za-z0-9_.]*$/;

/** Reads a hole's content, already without trim markers and outer whitespace. */
export function readExpression(content: string): Expression {
  if (content.length > MAX_EXPRESSION_LENGTH) return refused('This is too long to be a variable');
  if (PATH.test(content)) return readPath(content);
  const secretName = SECRET.exec(content)?.[1];
  if (secretName !== undefined) {
    return { kind: 'variable', variable: { scope: 'secret', name: secretName }, source: `{{secrets.${secretName}}}` };
  }
  // The two that Go authors use to write braces themselves; a lone one may be needed right before a hole.
  if (content === '"{{"' || content === '`{{`') return { kind: 'text', text: '{{' };
  if (content === '"{"' || content === '`{`') return { kind: 'text', text: '{' };
  return refused(reasonAgainst(content));
}

function readPath(content: string): Expression {
  const path = content.slice(1).split('.');
  const source = `{{${content}}}`;
  if (path[0] === 'Data') return { kind: 'variable', variable: { scope: 'data', path: path.slice(1) }, source };
  if (path[0] === 'Previous') return { kind: 'variable', variable: { scope: 'previous', path: path.slice(1) }, source };
  if (path[0] === 'secrets') return refused('Secrets are written without a dot in front, {{secrets.NAME}}');
  return { kind: 'variable', variable: { scope: 'top', path }, source };
}

function refused(reason: string): Expression {
  return { kind: 'refused', message: `${reason}; ${POSSIBLE}` };
}

function reasonAgainst(content: string): string {
  if (content === '') return 'Nothing stands between the braces';
  if (content.startsWith('{')) return 'There is a brace too many: put a space before {{, or write it as {{"{"}}';
  if (content.includes('{{')) return 'This is not closed with }} before the next {{';
  const keyword = KEYWORD.exec(content)?.[0];
  if (keyword !== undefined) {
    return `"${keyword}" is not available: whether something is sent is decided by the integration's conditions`;
  }
  if (content.startsWith('/*')) return 'Comments are not available';
  if (content.startsWith('$') || content.includes(':=')) return 'Variables of your own are not available';
  if (content.includes('|')) {
    return 'Pipes are not available: a value is escaped for the place where it stands, by itself';
  }
  if (content.startsWith('"') || content.startsWith('`')) return 'Constants are not available, except {{"{{"}}';
  if (content.startsWith('secrets')) {
    return 'A secret is named by letters, digits and underscores, not starting with a digit';
  }
  if (content.startsWith('(') || CALL.test(content)) return 'Functions are not available';
  if (BARE_NAME.test(content)) return 'A variable starts with a dot';
  return 'This is not a variable';
}
