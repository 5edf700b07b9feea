import { compileLog } from '../compile/compile-log.ts';
import type { AcceptedAction, ActionDefinition, TemplateUse } from './action-definition.ts';
import type { NewLogAction } from './new-action.ts';
import type { StoredLogAction } from './stored-action.ts';

export const logAction: ActionDefinition = {
  kind: 'log',
  inputKey: 'log',
  accept: ({ message, level }: NewLogAction, id): AcceptedAction => ({
    action: { id, kind: 'log', message, level },
    secrets: {},
    errors: [],
  }),
  templates: ({ message }: StoredLogAction): TemplateUse[] => [{ path: 'message', source: message, context: 'text' }],
  warnings: () => [],
  compile: compileLog,
};
