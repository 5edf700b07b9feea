import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type ActionDefinition,
  compileTenant,
  createIntegration,
  registerAction,
  type StoredTriggerTaskAction,
} from '../../../server/src/modules/integration/index.ts';
import type { TestTenant } from '../../harness/services.ts';
import { answerOf, refusalOf, type Setup, setUp } from './setup.ts';

const INPUT = { name: 'n', eventTypes: ['user.created'], actions: [{ triggerTask: { taskId: 'task-1' } }] };

const triggerTask: ActionDefinition = {
  kind: 'trigger_task',
  inputKey: 'triggerTask',
  accept: ({ taskId }: { taskId: string }, id) => ({
    action: { id, kind: 'trigger_task', taskId },
    secrets: {},
    errors: [],
  }),
  templates: () => [],
  warnings: () => [],
  compile: ({ id, taskId }: StoredTriggerTaskAction) => ({
    ok: true,
    action: {
      id,
      kind: 'trigger_task',
      timeoutMs: 1000,
      maxRetries: 0,
      isSigned: false,
      render: () => ({ ok: true, kind: 'log', level: 'info', message: taskId }),
    },
  }),
};

let setup: Setup;
let tenant: TestTenant;

beforeAll(async () => {
  setup = await setUp();
  tenant = await setup.newTenant();
});
afterAll(() => setup.close());

it('can be saved, shown and compiled once a module has registered it, and not before', async () => {
  expect((await refusalOf(() => createIntegration(tenant.owner, INPUT))).fields?.[0]?.path).toBe(
    'actions.0.triggerTask',
  );
  registerAction(triggerTask);
  const mutation = `mutation ($input: CreateIntegrationInput!) {
    createIntegration(input: $input) { id actions { kind ... on TriggerTaskAction { taskId } } }
  }`;
  const { createIntegration: created } = await answerOf<{ createIntegration: { id: string; actions: object[] } }>(
    tenant.owner,
    mutation,
    { input: INPUT },
  );
  expect(created.actions).toEqual([{ kind: 'TRIGGER_TASK', taskId: 'task-1' }]);
  const compiled = await compileTenant(tenant.owner);
  expect(compiled.byEventType.get('user.created')?.[0]?.actions).toMatchObject([{ kind: 'trigger_task' }]);
});
