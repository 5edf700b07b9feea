import { describe, expect, it } from 'vitest';
import { type LaneBounds, Lanes } from '../../../server/src/modules/delivery/engine/lanes.ts';

const BOUNDS: LaneBounds = { perProcess: 100, perTenant: 40, perTenantWhenFull: 4, perIntegration: 20, stuckMs: 1000 };
const NOW = 1_000_000;

/** Lanes with so many sends under way, by integration (`tenant/integration`), begun at a time. */
function lanesWith(counts: Record<string, number>, startedAt = NOW): Lanes {
  const lanes = new Lanes(BOUNDS);
  for (const [key, count] of Object.entries(counts)) {
    const [tenant = '', integration = ''] = key.split('/');
    for (let index = 0; index < count; index += 1) lanes.start(tenant, integration, `${key}/${index}`, startedAt);
  }
  return lanes;
}

/** How many of a claim's deliveries may start at once. */
function taken(lanes: Lanes, key: string, wanted: number): number {
  const [tenant = '', integration = ''] = key.split('/');
  const takes = lanes.booking(NOW);
  return Array.from({ length: wanted }, () => takes(tenant, integration)).filter(Boolean).length;
}

describe('the lanes of a process', () => {
  it('tell when a tenant that had all it may have has room again', () => {
    const lanes = lanesWith({ 'a/1': 20, 'a/2': 20 });
    let calls = 0;
    const off = lanes.onRoom(() => {
      calls += 1;
    });
    lanes.end('a', '1', 'a/1/0');
    expect([calls, lanes.fullTenants()]).toEqual([1, []]);
    lanes.end('a', '1', 'a/1/1');
    expect(calls).toBe(1);
    off();
    lanes.start('a', '1', 'a/1/0', NOW);
    lanes.start('a', '1', 'a/1/1', NOW);
    lanes.end('a', '1', 'a/1/0');
    expect(calls).toBe(1);
  });

  it('take what comes while there is room', () => {
    expect(taken(lanesWith({}), 'a/1', 20)).toBe(20);
  });

  it('count what a claim has taken already', () => {
    expect(taken(lanesWith({}), 'a/1', 1000)).toBe(20);
    expect(taken(lanesWith({ 'a/1': 30 }), 'a/1', 1000)).toBe(10);
  });

  it('let a tenant with many integrations have its part of the process, not all of it', () => {
    const lanes = lanesWith({});
    const takes = lanes.booking(NOW);
    const all = Array.from({ length: 1000 }, (_, index) => takes('a', `integration-${index % 50}`));
    expect(all.filter(Boolean).length).toBeLessThanOrEqual(BOUNDS.perTenant * 2);
  });

  it('take nothing more of an integration that is stuck, and go on with the others of its tenant', () => {
    const lanes = lanesWith({ 'a/stuck': 3 }, NOW - 5_000);
    expect(taken(lanes, 'a/stuck', 10)).toBe(0);
    expect(taken(lanes, 'a/moving', 10)).toBe(10);
  });

  it('ask a tenant to wait while its room is full and moves', () => {
    expect(lanesWith({ 'a/1': 40, 'b/2': 1 }).busyTenants(NOW)).toEqual(['a']);
    expect(lanesWith({ 'a/1': 40 }, NOW - 5_000).busyTenants(NOW)).toEqual([]);
  });

  it('give room back, and forget who has nothing under way', () => {
    const lanes = lanesWith({ 'a/1': 40 });
    for (let index = 0; index < 40; index += 1) lanes.end('a', '1', `a/1/${index}`);
    expect(lanes.total).toBe(0);
    expect(lanes.has('a', 'a/1/0')).toBe(false);
    expect(lanes.fullTenants()).toEqual([]);
    expect(taken(lanes, 'a/1', 20)).toBe(20);
  });
});

describe('a process that tenants with stuck receivers have filled', () => {
  const stuck = () => lanesWith({ 'a/1': 20, 'a/2': 20, 'b/1b': 30, 'c/1c': 40 }, NOW - 5_000);

  it('still takes a delivery of another one', () => {
    const lanes = stuck();
    expect(lanes.hasRoom()).toBe(true);
    expect(taken(lanes, 'small/1s', 1)).toBe(1);
  });

  it('takes only a few of each', () => {
    expect(taken(stuck(), 'small/1s', 1000)).toBeLessThanOrEqual(BOUNDS.perTenantWhenFull * 2);
  });

  it('leaves those who have filled it waiting', () => {
    const lanes = stuck();
    expect(lanes.busyTenants(NOW).sort()).toEqual(['a', 'b', 'c']);
    expect(lanes.fullTenants().sort()).toEqual(['a', 'b', 'c']);
    expect(taken(lanes, 'a/3', 1)).toBe(0);
  });
});
