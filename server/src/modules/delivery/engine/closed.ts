import type { SqlTransaction } from '../../../platform/db/index.ts';
import type { FetchedJob } from '../../../platform/queue/index.ts';
import { type Closed, findProbes } from './due.sql.ts';
import type { SendData } from './enqueue.ts';
import type { Lanes } from './lanes.ts';
import type { Rests } from './rests.ts';

/** What of these jobs is not claimed now. Of an action whose receiver has had its rest, one delivery goes to see. */
export async function whatIsClosed(
  tx: SqlTransaction,
  jobs: readonly FetchedJob<SendData>[],
  { lanes, rests }: { lanes: Lanes; rests: Rests },
): Promise<Closed> {
  const { resting, toProbe } = rests.at(Date.now());
  const probes = toProbe.length === 0 ? [] : await chooseProbes(tx, jobs, toProbe);
  for (const { action_id } of probes) rests.beginProbe(action_id, Date.now());
  return {
    integrationIds: lanes.fullIntegrations(),
    actionIds: resting,
    probeIds: probes.map(({ id }) => id),
  };
}

async function chooseProbes(tx: SqlTransaction, jobs: readonly FetchedJob<SendData>[], actionIds: readonly string[]) {
  const found = await Promise.all(
    jobs.map(({ data }) => findProbes(tx, { tenantId: data.tenantId, ids: data.deliveryIds }, actionIds)),
  );
  const byAction = new Map(found.flat().map((probe) => [probe.action_id, probe]));
  return [...byAction.values()];
}
