import type { TxContext } from '../../transaction.ts';
import { connectionsOf, deleteConnection, usesOf } from '../connection/index.ts';

/** Something of the tenant that works only as long as a plugin is installed. */
export interface DependantThing {
  kind: string;
  id: string;
  name: string;
  installationId: string;
}

interface DependantKind {
  find(ctx: TxContext, installationIds: string[]): Promise<DependantThing[]>;
  /** What becomes of one when the plugin is uninstalled all the same. */
  release(ctx: TxContext, id: string): Promise<unknown>;
}

/** Every kind, in the order in which they are let go. */
const KINDS: readonly DependantKind[] = [
  {
    find: async (ctx, installationIds) =>
      (await connectionsOf(ctx, installationIds)).map(({ id, name, installationId }) => ({
        kind: 'connection',
        id,
        name,
        installationId,
      })),
    release: (ctx, id) => deleteConnection(ctx, id, true),
  },
  {
    find: async (ctx, installationIds) => {
      const installationOf = new Map(
        (await connectionsOf(ctx, installationIds)).map(({ id, installationId }) => [id, installationId]),
      );
      const uses = await usesOf(ctx, [...installationOf.keys()]);
      return uses.map(({ kind, id, name, connectionId }) => ({
        kind,
        id,
        name,
        installationId: installationOf.get(connectionId) ?? '',
      }));
    },
    // They stay as they are: a step whose connection is gone says so.
    release: async () => undefined,
  },
];

/** What depends on installations, by their ids. */
export async function dependantsOf(ctx: TxContext, installationIds: string[]): Promise<Map<string, DependantThing[]>> {
  const found: DependantThing[] = [];
  for (const kind of KINDS) found.push(...(await kind.find(ctx, installationIds)));
  return Map.groupBy(found, ({ installationId }) => installationId);
}

export async function releaseDependants(ctx: TxContext, installationId: string): Promise<void> {
  for (const kind of KINDS) {
    for (const { id } of await kind.find(ctx, [installationId])) await kind.release(ctx, id);
  }
}
