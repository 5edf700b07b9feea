import { randomBytes } from 'node:crypto';
import type { Context } from '../../../server/src/context.ts';
import { createActionChain } from '../../../server/src/modules/chain/index.ts';
import { createConnection } from '../../../server/src/modules/connection/index.ts';
import { runConnectionAction, startFlows } from '../../../server/src/modules/flow/index.ts';
import { startActionFlow } from '../../../server/src/modules/flow/run/start.ts';
import { installPlugin } from '../../../server/src/modules/installation/index.ts';
import { startTasks } from '../../../server/src/modules/task/index.ts';
import { createDatabase } from '../../harness/database.ts';
import { eventually } from '../../harness/eventually.ts';
import { createTestServices, type TestServices, type TestServicesOptions } from '../../harness/services.ts';
import { newPublisher, publishApproved } from '../plugin/setup.ts';
import { DESK_BUNDLE, DESK_PLUGIN, startDesk } from './desk.ts';

export interface FlowTestOptions extends Omit<TestServicesOptions, 'url'> {
  workers?: number;
}

/** A database of its own, workers over it, and the services of one more process that asks. */
export async function startFlowTest({ workers = 1, ...options }: FlowTestOptions = {}) {
  const database = await createDatabase();
  const shared = { url: database.url, masterKey: randomBytes(32), ...options };
  const test = await createTestServices(shared);
  const desk = await startDesk();
  const started: { stop(): Promise<void> }[] = [];
  const startWorker = async () => {
    const own = await createTestServices(shared);
    const { sandbox } = own.services;
    const parts = [
      await startFlows(own.services, { databaseUrl: database.url, runAction: runConnectionAction }),
      await startTasks(own.services, { databaseUrl: database.url, sandbox, builtIns: {}, startFlow: startActionFlow }),
    ];
    let stopped: Promise<void> | undefined;
    const stop = () => {
      stopped ??= Promise.all(parts.map((part) => part.stop())).then(() => own.close());
      return stopped;
    };
    started.push({ stop });
    return { stop };
  };
  for (let count = 0; count < workers; count += 1) await startWorker();
  return {
    ...test,
    database,
    desk,
    startWorker,
    close: async () => {
      desk.release();
      await Promise.all(started.map((worker) => worker.stop()));
      await test.close();
      await desk.close();
      await database.drop();
    },
  };
}

export type FlowTest = Awaited<ReturnType<typeof startFlowTest>>;

/** A connection of the tenant to the desk. */
export async function connectDesk({ desk }: Pick<FlowTest, 'desk'>, owner: Context): Promise<string> {
  const publisher = await newPublisher(owner, `desk-${owner.tenantId.slice(0, 8)}-${owner.tenantId.slice(-6)}`);
  const { permissions } = await publishApproved(owner, publisher, DESK_PLUGIN, DESK_BUNDLE);
  const { id: installationId } = await installPlugin(owner, { pluginId: 'desk', acceptPermissions: permissions });
  const secrets = [{ name: 'token', value: 'a-token-that-is-long-enough' }];
  const connection = await createConnection(owner, {
    installationId,
    name: 'desk',
    config: { url: desk.url },
    secrets,
  });
  return connection.id;
}

let count = 0;

export function makeChain(ctx: Context, steps: object[], more: object = {}) {
  count += 1;
  return createActionChain(ctx, { name: `chain ${count}`, steps, ...more });
}

export interface StepState {
  plugin_version_id: string | null;
  id: string;
  name: string;
  status: string;
  outcome: string | null;
  reason: string | null;
  input: Record<string, unknown> | null;
  output: Record<string, unknown> | null;
  error: string | null;
  error_kind: string | null;
  attempts: number;
  waiting_for: string | null;
  waiting_until: Date | null;
}

export interface FlowState {
  id: string;
  status: string;
  error: string | null;
  cancel_reason: string | null;
  waiting_for: string | null;
  wake_at: Date | null;
  finished_at: Date | null;
  steps: StepState[];
}

/** A step that gives a seat of the desk. */
export const giving =
  (connectionId: string) =>
  (name: unknown, more: object = {}) => ({
    name: 'give',
    connectionId,
    actionType: 'desk_api_give',
    input: { name },
    ...more,
  });

/** Asks as the owner of the rows across tenants. */
export async function ask<Row>({ services }: Pick<TestServices, 'services'>, text: string, values: unknown[] = []) {
  return (await services.db.pools.system.query(text, values)).rows as Row[];
}

export async function flowState(test: Pick<TestServices, 'services'>, id: string): Promise<FlowState> {
  const [flow] = await ask<FlowState>(test, 'SELECT * FROM action_flows WHERE id = $1', [id]);
  if (!flow) throw new Error(`there is no flow ${id}`);
  return {
    ...flow,
    steps: await ask(test, 'SELECT * FROM action_flow_steps WHERE flow_id = $1 ORDER BY position', [id]),
  };
}

/** Waits until a flow has one of these statuses. */
export function inStatus(test: Pick<TestServices, 'services'>, id: string, ...statuses: string[]): Promise<FlowState> {
  return eventually(
    async () => {
      const flow = await flowState(test, id);
      if (!statuses.includes(flow.status)) throw new Error(`the flow is ${JSON.stringify(flow, null, 1)}`);
      return flow;
    },
    { timeoutMs: 20_000 },
  );
}

export function finished(test: Pick<TestServices, 'services'>, id: string): Promise<FlowState> {
  return inStatus(test, id, 'SUCCESS', 'FAILED', 'CANCELLED', 'COMPENSATED');
}

/** Makes a chain of these steps, starts a flow of it, and waits for its end. */
export async function runSteps(test: FlowTest, ctx: Context, steps: object[], more: object = {}): Promise<FlowState> {
  const chain = await makeChain(ctx, steps);
  const { id } = await startActionFlow(ctx, { chainId: chain.id, ...more });
  return finished(test, id);
}

/** The same for one that will wait. */
export async function startSteps(test: FlowTest, ctx: Context, steps: object[], more: object = {}): Promise<FlowState> {
  const chain = await makeChain(ctx, steps);
  const { id } = await startActionFlow(ctx, { chainId: chain.id, ...more });
  return inStatus(test, id, 'WAITING');
}

export function outcomesOf({ steps }: FlowState): [string, string | null][] {
  return steps.map(({ name, outcome }) => [name, outcome]);
}
