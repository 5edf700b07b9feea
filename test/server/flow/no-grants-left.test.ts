import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { createConnection } from '../../../server/src/modules/connection/index.ts';
import { installPlugin } from '../../../server/src/modules/installation/index.ts';
import { newPublisher, publishApproved } from '../plugin/setup.ts';
import { DESK_BUNDLE, DESK_PLUGIN } from './desk.ts';
import { type FlowTest, runSteps, startFlowTest } from './fixture.ts';

const SEATS = ['ada', 'bob', 'eve', 'joe', 'kim', 'leo', 'mia', 'tom'];
const deskOf = (seats: readonly string[]) =>
  DESK_BUNDLE.replace(
    "[{ id: 'ada', name: 'The seat of Ada' }]",
    JSON.stringify(seats.map((id) => ({ id, name: `The seat ${id}` }))),
  );
/** So many requests have to be there before one of them is answered. */
const SIDE_BY_SIDE = 4;

let test: FlowTest;
let owner: Context;
let connectionId: string;
let emptyConnectionId: string;
const waiting: (() => void)[] = [];
let broken: string | null = null;
let asked: string[] = [];

/** A desk that gives no answer about seats to whoever asks about one after another. */
const desk = createServer(async ({ url = '' }, response) => {
  const [, what, name = ''] = url.split('/');
  if (what === 'seats') {
    asked.push(name);
    if (asked.length < SIDE_BY_SIDE) await new Promise<void>((go) => waiting.push(go));
    else for (const go of waiting.splice(0)) go();
  }
  response.writeHead(name === broken ? 400 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ taken: name === 'eve' || name === 'tom' }));
});

beforeAll(async () => {
  test = await startFlowTest();
  await new Promise<void>((listening) => desk.listen(0, '127.0.0.1', listening));
  ({ owner } = await test.newTenant());
  const publisher = await newPublisher(owner, 'desk-makers');
  const connect = async (pluginId: string, seats: readonly string[]) => {
    const plugin = { ...DESK_PLUGIN, id: pluginId, actions: [] };
    const { permissions } = await publishApproved(owner, publisher, plugin, deskOf(seats));
    const { id: installationId } = await installPlugin(owner, { pluginId, acceptPermissions: permissions });
    const { port } = desk.address() as { port: number };
    const secrets = [{ name: 'token', value: 'a-token-that-is-long-enough' }];
    const config = { url: `http://127.0.0.1:${port}` };
    return (await createConnection(owner, { installationId, name: pluginId, config, secrets })).id;
  };
  connectionId = await connect('desk', SEATS);
  emptyConnectionId = await connect('empty-desk', []);
});
afterEach(() => {
  asked = [];
  broken = null;
});
afterAll(async () => {
  await test.close();
  await new Promise((closed) => desk.close(closed).closeAllConnections());
});

const lookFor = (...principals: string[]) => lookAt(connectionId, principals);

const lookAt = async (connectionId: string, principals: string[]) => {
  const input = { connectionId, principals };
  const step = { name: 'look', actionType: 'no_grants_left', input, retry: { maxAttempts: 1 }, timeoutSeconds: 20 };
  const { steps } = await runSteps(test, owner, [step]);
  return steps[0];
};

describe('reading back that nothing is left', () => {
  it('reads lists side by side, and every one of them', async () => {
    expect(await lookFor('ada')).toMatchObject({ outcome: 'noop', output: { objectCount: SEATS.length } });
    expect(asked.toSorted()).toEqual(SEATS);
  });

  it('names what is left in the order in which the provider lists it', async () => {
    expect(await lookFor('tom', 'eve')).toMatchObject({
      error_kind: 'conflict',
      error: expect.stringMatching(/still has eve as .*, tom as /),
    });
  });

  it('takes nothing to look through for no proof', async () => {
    expect(await lookAt(emptyConnectionId, ['ada'])).toMatchObject({
      error_kind: 'invalid',
      error: 'empty-desk lists nothing that could be looked through (seat); see what its credentials may read',
    });
  });

  it('believes nothing when one of them could not be read', async () => {
    broken = 'joe';
    expect(await lookFor('ada')).toMatchObject({ outcome: 'failed', error_kind: 'invalid' });
  });
});
