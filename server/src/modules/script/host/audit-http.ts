import { sqlTransaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import type { RunScope } from '../run-scope.ts';
import type { Performed } from './host-call.ts';
import type { FetchInput } from './http.ts';

const MOST_NAME = 300;

/** A change outside of the directory has no verb of its own that would tell the audit log. */
export function auditHttpWrite(
  { ctx, run, mask }: RunScope,
  { method, url }: FetchInput,
  { outcome, detail, error }: Performed,
): Promise<void> {
  const address = mask.text(url).slice(0, MOST_NAME);
  return sqlTransaction(ctx, async (ctx) => {
    recordAudit(ctx, {
      action: 'task.http_request',
      target: { type: 'task', id: run.taskId, name: run.taskName },
      outcome,
      detail: { request: `http ${method} ${address}`, ...detail, ...(error ? { error } : {}) },
    });
  });
}
