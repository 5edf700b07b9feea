import { IconBrandSlack, IconCode, IconFileText, IconRoute, IconWebhook } from '@tabler/icons-react';
import type { ActionKind } from '../../../../generated/graphql';

export const ACTION_KINDS: readonly { kind: ActionKind; title: string; icon: typeof IconWebhook }[] = [
  { kind: 'HTTP', title: 'Send an HTTP request', icon: IconWebhook },
  { kind: 'SLACK', title: 'Post to Slack', icon: IconBrandSlack },
  { kind: 'LOG', title: 'Write to the log', icon: IconFileText },
  { kind: 'TRIGGER_TASK', title: 'Run a task', icon: IconCode },
  { kind: 'START_FLOW', title: 'Start a flow', icon: IconRoute },
];

export function titleOfKind(kind: ActionKind): string {
  return ACTION_KINDS.find((known) => known.kind === kind)?.title ?? kind;
}
