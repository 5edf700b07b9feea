import type { ActionKind } from '../../../generated/graphql';

const WORDS: Readonly<Record<ActionKind, string>> = {
  HTTP: 'HTTP request',
  SLACK: 'Slack message',
  LOG: 'Log entry',
  TRIGGER_TASK: 'Task',
  START_FLOW: 'Flow',
};

/** What a delivery delivers. */
export function actionInWords(kind: ActionKind): string {
  return WORDS[kind];
}
