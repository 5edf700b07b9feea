import { z } from 'zod';
import type { Page } from '../../../pagination.ts';
import { newId } from '../../../platform/id.ts';
import {
  type ApplicationRow,
  listApplications,
  readApplication,
  rotateApplicationSecret,
} from '../../application/index.ts';
import { toScriptApplication } from '../directory/script-objects.ts';
import { PLANNED_SECRET } from '../effect/stand-ins.ts';
import { type HostCall, read, type Write, write } from './host-call.ts';

const MOST = 1000;

const list = read(z.strictObject({}).optional(), async ({ ctx }) => {
  const found: ApplicationRow[] = [];
  for (let after: string | null | undefined = null; after !== undefined && found.length < MOST; ) {
    const order = { field: 'name', direction: 'ASC' } as const;
    const page: Page<ApplicationRow> = await listApplications(ctx, { page: { first: 100, after }, order });
    found.push(...page.rows.map(({ row }) => row));
    after = page.hasNextPage ? page.rows.at(-1)?.cursor : undefined;
  }
  return found.map(toScriptApplication);
});

/** The secret that a plan shows stands for the one that applying it makes, wherever the plan sends it. */
const rotate = write(
  ['application.rotate_secret'],
  z.strictObject({ id: z.string().max(200) }),
  async ({ ctx, mask }, { id }): Promise<Write> => {
    const { name, version } = await readApplication(ctx, id);
    return {
      kind: 'application.rotate_secret',
      summary: name,
      isRemoval: false,
      basis: { version },
      objects: [`application ${id}`],
      ids: [],
      standIn: () => {
        const clientSecret = `${PLANNED_SECRET}${newId()}`;
        return { value: { clientSecret }, made: { clientSecret } };
      },
      perform: async () => {
        const { clientSecret } = await rotateApplicationSecret(ctx, id, { overlapSeconds: 0 });
        mask.add(clientSecret);
        return { outcome: 'changed', value: { clientSecret }, secret: { clientSecret } };
      },
    };
  },
);

export const APPLICATION_CALLS: Record<string, HostCall> = {
  'idp.list_applications': list,
  'idp.rotate_application_secret': rotate,
};
