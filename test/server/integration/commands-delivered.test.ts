import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDelivery } from '../../../server/src/modules/delivery/index.ts';
import { recoverDeliveries } from '../../../server/src/modules/delivery/recover.ts';
import { replayMissing } from '../../../server/src/modules/delivery/replay-missing.ts';
import { retryDelivery } from '../../../server/src/modules/delivery/retry.ts';
import { sendTestEvent } from '../../../server/src/modules/delivery/send-test-event.ts';
import { example, recordEvent } from '../../../server/src/modules/event/index.ts';
import { createIntegration, setIntegrationSecrets } from '../../../server/src/modules/integration/index.ts';
import { signingSecret } from '../../../server/src/modules/integration/secrets/rotate-signing-secret.ts';
import { updateIntegration } from '../../../server/src/modules/integration/update.ts';
import { transaction } from '../../../server/src/transaction.ts';
import { eventually } from '../../harness/eventually.ts';
import type { TestTenant } from '../../harness/services.ts';
import { ok, type Sink, startSink, status } from '../../harness/sink.ts';
import { answerOf, type Setup, setUp } from './setup.ts';

let setup: Setup;
let tenant: TestTenant;
let sink: Sink;
let delivery: { stop(): Promise<void> };

beforeAll(async () => {
  setup = await setUp();
  tenant = await setup.newTenant();
  sink = await startSink();
  delivery = await startDelivery(setup.services, setup.databaseUrl);
});
afterAll(async () => {
  await delivery.stop();
  await sink.close();
  await setup.close();
});

const KEY = 'k3y-of-the-api';

async function integrationAt(path: string): Promise<string> {
  const http = {
    method: 'POST',
    url: `{{secrets.SINK}}${path}?key={{secrets.KEY}}`,
    auth: { type: 'BEARER', token: 't0ken-of-ours' },
  };
  const { id } = await createIntegration(tenant.owner, {
    name: path,
    eventTypes: ['group.created'],
    actions: [{ http }],
  });
  const secrets = [
    { name: 'SINK', value: sink.url },
    { name: 'KEY', value: KEY },
  ];
  await setIntegrationSecrets(tenant.owner, { integrationId: id, secrets });
  return id;
}

const QUERY = 'query ($id: ID!) { delivery(id: $id) { status attempts { number status request response } } }';
interface Seen {
  delivery: { status: string; attempts: { status: string; request: { url: string } }[] };
}
const hasStatus = (id: string, wanted: string) =>
  eventually(async () => {
    const seen = await answerOf<Seen>(tenant.owner, QUERY, { id });
    expect(seen.delivery.status).toBe(wanted);
    return seen.delivery;
  });

it('delivers a test event, signed, and keeps the attempt with its secrets masked', async () => {
  const id = await integrationAt('/test-event');
  const { id: deliveryId } = await sendTestEvent(tenant.owner, id);
  const { attempts } = await hasStatus(deliveryId, 'SUCCESS');
  const [request] = sink.at('/test-event');
  expect(request?.path).toBe(`/test-event?key=${KEY}`);
  expect(request?.headers).toMatchObject({ 'webhook-id': deliveryId, authorization: 'Bearer t0ken-of-ours' });
  const [secret] = await signingSecret(tenant.owner, id);
  const headers = request?.headers as Record<string, string>;
  expect(new Webhook(secret?.secret ?? '').verify(request?.body ?? '', headers)).toMatchObject({
    type: 'group.created',
  });
  expect(attempts).toHaveLength(1);
  for (const text of [KEY, 't0ken-of-ours', sink.url]) expect(JSON.stringify(attempts)).not.toContain(text);
});

it('sends a delivered one again by the same id', async () => {
  const id = await integrationAt('/again');
  const { id: deliveryId } = await sendTestEvent(tenant.owner, id);
  await hasStatus(deliveryId, 'SUCCESS');
  await retryDelivery(tenant.owner, deliveryId);
  await eventually(() => expect(sink.at('/again')).toHaveLength(2));
  expect(sink.at('/again').map(({ headers }) => headers['webhook-id'])).toEqual([deliveryId, deliveryId]);
  expect((await hasStatus(deliveryId, 'SUCCESS')).attempts).toHaveLength(2);
});

it('recovers what has failed, and replays what was missed', async () => {
  const id = await integrationAt('/recover');
  const since = new Date();
  const happen = () =>
    transaction(tenant.owner, async (ctx) => recordEvent(ctx, 'group.created', example('group.created')));
  sink.answer((request, response, socket) => {
    const answer = request.path.startsWith('/recover') ? status(500) : ok;
    answer(request, response, socket);
  });
  const failed = await happen();
  const countOf = async (wanted: string) => {
    const rows = await setup.query('SELECT event_id FROM deliveries WHERE integration_id = $1 AND status = $2', [
      id,
      wanted,
    ]);
    return (rows as { event_id: string }[]).map((row) => row.event_id);
  };
  await eventually(async () => expect(await countOf('FAILED')).toEqual([failed]));
  sink.answer(ok);
  expect(await recoverDeliveries(tenant.owner, id, { since })).toEqual({ retried: 1 });
  await eventually(async () => expect(await countOf('SUCCESS')).toEqual([failed]));

  await updateIntegration(tenant.owner, id, { enabled: false });
  const missed = await happen();
  await eventually(async () => {
    const rows = await setup.query('SELECT 1 FROM undispatched_events WHERE event_id = $1', [missed]);
    expect(rows).toEqual([]);
  });
  expect(await updateIntegration(tenant.owner, id, { enabled: true })).toMatchObject({ missedEvents: 1 });
  expect(await replayMissing(tenant.owner, id, { since })).toEqual({ created: 1 });
  await eventually(async () => expect((await countOf('SUCCESS')).sort()).toEqual([failed, missed].sort()));
});
