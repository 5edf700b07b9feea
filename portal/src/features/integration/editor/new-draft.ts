import { type ActionDraft, type Draft, newKey, type TestDraft } from './draft';

const RETRYING = { timeoutSeconds: 10, maxRetries: 5 };

/** What a new integration begins with: a request, which is what most of them are. */
export function newDraft(): Draft {
  return { name: '', description: '', eventTypes: [], conditions: [], actions: [newAction('HTTP')], secrets: [] };
}

export function newAction(kind: ActionDraft['kind']): ActionDraft {
  const common = { key: newKey(), id: null };
  switch (kind) {
    case 'HTTP':
      return {
        ...common,
        ...RETRYING,
        kind,
        method: 'POST',
        url: '',
        headers: [],
        body: null,
        sign: true,
        auth: { type: 'NONE', username: '', token: '', password: '', hasToken: false, hasPassword: false },
      };
    case 'SLACK':
      return { ...common, ...RETRYING, kind, webhookUrl: '', hint: null, message: '' };
    case 'LOG':
      return { ...common, kind, message: '', level: 'INFO' };
    case 'TRIGGER_TASK':
      return { ...common, kind, taskId: null };
    case 'START_FLOW':
      return { ...common, kind, chainId: null, input: {}, inputText: null, subjectId: undefined };
  }
}

export function newTest(): TestDraft {
  return { key: newKey(), kind: 'test', field: '', operator: 'EQ', values: [''] };
}
