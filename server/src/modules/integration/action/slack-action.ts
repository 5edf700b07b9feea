import { compileSlack } from '../compile/compile-slack.ts';
import type { AcceptedAction, ActionDefinition, TemplateUse } from './action-definition.ts';
import type { NewSlackAction } from './new-action.ts';
import type { StoredAction, StoredSlackAction } from './stored-action.ts';

export const slackAction: ActionDefinition = {
  kind: 'slack',
  inputKey: 'slack',
  accept,
  templates: ({ message }: StoredSlackAction): TemplateUse[] => [
    { path: 'message', source: message, context: 'slack' },
  ],
  warnings: () => [],
  compile: compileSlack,
};

/** A hint shows as many characters of the secret part as nobody can guess the rest from. */
const HINT_CHARACTERS = 4;
const LONG_ENOUGH_FOR_A_HINT = 24;

function accept(input: NewSlackAction, id: string, current: StoredAction | undefined): AcceptedAction {
  const { message, timeoutSeconds, maxRetries, webhookUrl } = input;
  const before = current?.kind === 'slack' && webhookUrl == null ? current.webhookUrlHint : undefined;
  const base = { id, kind: 'slack' as const, message, timeoutSeconds, maxRetries };
  if (before !== undefined) return { action: { ...base, webhookUrlHint: before }, secrets: {}, errors: [] };
  const url = parseUrl(webhookUrl?.trim());
  if (!url) {
    const problem = {
      path: 'webhookUrl',
      message: 'must be the URL of an incoming webhook, https://hooks.slack.com/…',
    };
    return { action: { ...base, webhookUrlHint: '' }, secrets: {}, errors: [problem] };
  }
  return { action: { ...base, webhookUrlHint: hintOf(url) }, secrets: { webhookUrl: url.href }, errors: [] };
}

function parseUrl(text: string | undefined): URL | undefined {
  const url = text ? URL.parse(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  return url;
}

function hintOf({ origin, pathname, search }: URL): string {
  const secretPart = pathname + search;
  if (secretPart.length < LONG_ENOUGH_FOR_A_HINT) return `${origin}/••••••`;
  return `${origin}/••••••${secretPart.slice(-HINT_CHARACTERS)}`;
}
