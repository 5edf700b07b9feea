import { hasScope, type Scope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { type Sql, sql } from '../../platform/db/index.ts';
import { sqlTransaction } from '../../transaction.ts';
import { named, people } from './search.sql.ts';

export interface Hit {
  kind: 'USER' | 'GROUP' | 'APPLICATION' | 'INTEGRATION' | 'TASK' | 'ACTION_CHAIN';
  id: string;
  title: string;
  text: string;
}

interface Source {
  kind: Hit['kind'];
  scope: Scope;
  find(tenantId: string, text: string): Sql;
}

const MOST_CHARACTERS = 200;

const SOURCES: readonly Source[] = [
  { kind: 'USER', scope: 'user:read', find: people },
  { kind: 'GROUP', scope: 'group:read', find: named({ table: sql`groups` }) },
  { kind: 'APPLICATION', scope: 'application:read', find: named({ table: sql`applications` }) },
  {
    kind: 'INTEGRATION',
    scope: 'integration:read',
    find: named({ table: sql`integrations`, which: sql`deleted_at IS NULL` }),
  },
  { kind: 'TASK', scope: 'task:read', find: named({ table: sql`tasks` }) },
  {
    kind: 'ACTION_CHAIN',
    scope: 'chain:read',
    find: named({ table: sql`action_chains`, which: sql`deleted_at IS NULL` }),
  },
];

/** What is called so, of what the actor may see; nothing for an empty text. */
export async function search(ctx: Context, wanted: string): Promise<Hit[]> {
  const text = wanted.trim();
  if (text.length > MOST_CHARACTERS) throw invalidField('text', `must have at most ${MOST_CHARACTERS} characters`);
  if (text === '') return [];
  const seen = SOURCES.filter(({ scope }) => hasScope(ctx, scope));
  return sqlTransaction(ctx, async ({ tx, tenantId }) => {
    const found = seen.map(async ({ kind, find }) => {
      const hits = await tx.query<Omit<Hit, 'kind'>>(find(tenantId, text));
      return hits.map((hit) => ({ kind, ...hit }));
    });
    return (await Promise.all(found)).flat();
  });
}
