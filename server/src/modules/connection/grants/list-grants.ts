import { z } from 'zod';
import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { parseInput } from '../../../parse-input.ts';
import { newId } from '../../../platform/id.ts';
import { auditRefusal } from '../../audit/index.ts';
import { openConnection } from '../open-connection.ts';
import { type GrantsRead, readGrants } from './read-grants.ts';

const ListGrants = z.object({
  connectionId: z.string(),
  principals: z.array(z.string().trim().min(1, 'must not be empty').max(320)).min(1, 'must name somebody').max(10),
});

const TIMEOUT_MS = 60_000;

/** What somebody holds at a provider, asked of it now. What it refuses is in the result. */
export async function listGrants(ctx: Context, input: unknown): Promise<GrantsRead> {
  requireScope(ctx, 'action:run');
  const { connectionId, principals } = parseInput(ListGrants, input);
  const refused = () => ({ action: 'connection.grants_read', target: { type: 'connection', id: connectionId } });
  const opened = await auditRefusal(ctx, refused, () => openConnection(ctx, connectionId));
  return readGrants(ctx, opened, { principals, runId: newId(), timeoutMs: TIMEOUT_MS });
}
