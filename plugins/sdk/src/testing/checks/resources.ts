import assert from 'node:assert/strict';
import type { ResourceObject } from '../../define/resource-shapes.ts';
import type { TestOrder } from '../run-plugin.ts';
import { attempt, type Bench, kindOf, outcomeOf } from './attempt.ts';
import type { Check } from './check.ts';

const MOST_PAGES = 1000;

export function resourceChecks(bench: Bench): Check[] {
  return bench.plugin.resources.flatMap(({ type }) => [
    { name: `${type}: lists every object, page by page to the end`, run: () => listsObjects(bench, type) },
    { name: `${type}: lists who holds what, of entitlements that it lists`, run: () => listsGrants(bench, type) },
    {
      name: `${type}: classifies wrong credentials`,
      run: () => classifies(bench, { operation: 'objects', resource: type }),
    },
  ]);
}

export function connectionChecks(bench: Bench): Check[] {
  return [
    {
      name: 'its check of a connection says who it is',
      run: async () => {
        await (await bench.twin()).reset();
        const run = await attempt(bench, { operation: 'check' });
        assert.ok('check' in run && run.check.identity !== '', outcomeOf(run));
        assert.deepEqual(run.writes, [], 'a check writes nothing');
      },
    },
    {
      name: 'its check of a connection classifies wrong credentials',
      run: () => classifies(bench, { operation: 'check' }),
    },
  ];
}

async function classifies(bench: Bench, order: TestOrder): Promise<void> {
  const twin = await bench.twin();
  await twin.reset();
  twin.failNext(401, { times: 100 });
  assert.equal(kindOf(await attempt(bench, order)), 'auth');
}

async function listsObjects(bench: Bench, type: string): Promise<void> {
  const twin = await bench.twin();
  await twin.reset();
  const expected = twin.resources?.[type];
  assert.ok(expected, `the twin does not say how many objects of ${type} it has`);
  const objects = await readAll<ResourceObject>(bench, { operation: 'objects', resource: type });
  const ids = objects.map(({ id }) => id);
  assert.deepEqual([...new Set(ids)], ids, 'an object is there twice');
  assert.equal(objects.length, expected.objects, 'objects that the twin has');
}

async function listsGrants(bench: Bench, type: string): Promise<void> {
  const twin = await bench.twin();
  await twin.reset();
  let grants = 0;
  for (const object of await readAll<ResourceObject>(bench, { operation: 'objects', resource: type })) {
    const known = await readAll<{ id: string }>(bench, { operation: 'entitlements', resource: type, object });
    const held = await readAll<{ entitlement: string }>(bench, { operation: 'grants', resource: type, object });
    const unknown = held.filter(({ entitlement }) => !known.some(({ id }) => id === entitlement));
    assert.deepEqual(unknown, [], `grants of ${object.id} of entitlements that are not listed`);
    grants += held.length;
  }
  assert.equal(grants, twin.resources?.[type]?.grants, 'grants that the twin has');
}

async function readAll<T>(bench: Bench, order: Extract<TestOrder, { resource: string }>): Promise<T[]> {
  const items: unknown[] = [];
  const seen = new Set<string | null>();
  for (let cursor: string | null = null; seen.size < MOST_PAGES; ) {
    assert.ok(!seen.has(cursor), 'a page names a page before it as the next');
    seen.add(cursor);
    const run = await attempt(bench, { ...order, cursor });
    assert.ok('page' in run, outcomeOf(run));
    assert.deepEqual(run.writes, [], 'a resource writes nothing');
    items.push(...run.page.items);
    cursor = run.page.next;
    if (cursor === null) return items as T[];
  }
  assert.fail(`more than ${MOST_PAGES} pages`);
}
