import { parse } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BOUNDS } from '../../server/src/graphql/limits/index.ts';
import { Attendance } from '../../server/src/graphql/live/attendance.ts';
import { Hub } from '../../server/src/graphql/live/hub.ts';
import type { Listener } from '../../server/src/graphql/live/listener.ts';
import type { LiveSocket } from '../../server/src/graphql/live/live-socket.ts';
import type { NextMessage } from '../../server/src/graphql/live/next-message.ts';
import type { Subscription } from '../../server/src/graphql/live/subscription.ts';
import { createSchema } from '../../server/src/graphql/schema.ts';
import { deliveryUpdated } from '../../server/src/modules/delivery/index.ts';
import { eventOccurred } from '../../server/src/modules/event/index.ts';
import { createDatabase, type TestDatabase } from '../harness/database.ts';
import { createTestServices, type TestServices, type TestTenant } from '../harness/services.ts';

let database: TestDatabase;
let test: TestServices;
let tenants: TestTenant[];
beforeAll(async () => {
  database = await createDatabase();
  test = await createTestServices({ url: database.url });
  tenants = await Promise.all([test.newTenant(), test.newTenant()]);
});
afterAll(async () => {
  await test.close();
  await database.drop();
});

const schema = createSchema();

function subscriptionTo(fieldName: string, selection: string): Subscription {
  const document = parse(`subscription { ${fieldName} { ${selection} } }`);
  const operation = { document, operationName: undefined, variables: {}, args: {} };
  return { fieldName, after: null, operation, key: `${fieldName} ${selection}` };
}

function listenerOf({ owner }: TestTenant): Listener & { received: NextMessage[] } {
  const received: NextMessage[] = [];
  return {
    ctx: owner,
    received,
    isValid: () => true,
    send: (messages, from) => received.push(...messages.slice(from)),
    drained: async () => undefined,
    end: () => undefined,
  };
}

it('a tenant and field are followed while anyone listens, and no longer', async () => {
  const hub = new Hub(test.services, schema);
  const leave: (() => void)[] = [];
  for (const tenant of tenants) {
    for (const selection of ['id', 'id type', 'id']) {
      leave.push(await hub.join(eventOccurred, subscriptionTo('eventOccurred', selection), listenerOf(tenant)));
    }
    leave.push(await hub.join(deliveryUpdated, subscriptionTo('deliveryUpdated', 'id'), listenerOf(tenant)));
  }
  expect(hub.roomCount).toBe(4);
  for (const one of leave.splice(0, 4)) one();
  expect(hub.roomCount).toBe(2);
  for (const one of leave) one();
  expect(hub.roomCount).toBe(0);
});

it('who leaves while others come in leaves no room behind, and nobody without one', async () => {
  const hub = new Hub(test.services, schema);
  const subscription = subscriptionTo('eventOccurred', 'id');
  const [tenant] = tenants as [TestTenant];
  const comeAndGo = async () => {
    for (let turn = 0; turn < 20; turn += 1) (await hub.join(eventOccurred, subscription, listenerOf(tenant)))();
  };
  await Promise.all(Array.from({ length: 5 }, comeAndGo));
  expect(hub.roomCount).toBe(0);
});

it('an actor may have so many sockets, a tenant more, and who leaves makes room', () => {
  const attendance = new Attendance(() => true);
  const [{ owner }, other] = tenants as [TestTenant, TestTenant];
  const reasons: string[] = [];
  const open = (): LiveSocket => {
    const socket = { isOpen: true, refuse: (reason: string) => reasons.push(reason) } as unknown as LiveSocket;
    attendance.open(socket);
    return socket;
  };
  const sockets = Array.from({ length: BOUNDS.socketsPerActor }, open);
  expect(attendance.isFull).toBe(true);
  for (const socket of sockets) expect(attendance.enter(socket, owner)).toBe(true);
  expect(attendance.isFull).toBe(false);

  expect(attendance.enter(open(), owner)).toBe(false);
  expect(reasons).toEqual([expect.stringMatching(/^LIMIT_EXCEEDED: sockets of one actor.* 2000$/)]);
  expect(attendance.enter(open(), other.owner)).toBe(true);
  attendance.leave(sockets[0] as LiveSocket);
  expect(attendance.enter(open(), owner)).toBe(true);

  let entered = BOUNDS.socketsPerActor;
  const colleague = (index: number) => ({ ...owner, actor: { ...owner.actor, id: `colleague ${index}` } });
  while (attendance.enter(open(), colleague(entered % 5))) entered += 1;
  expect(entered).toBe(BOUNDS.socketsPerTenant);
  expect(reasons.at(-1)).toMatch(/^LIMIT_EXCEEDED: sockets of one tenant.* 5000$/);
});
