import { readdirSync, readFileSync } from 'node:fs';
import { it } from 'vitest';

function pgCpu(ppid: number): number {
  let sum = 0;
  for (const d of readdirSync('/proc')) {
    if (!/^\d+$/.test(d)) continue;
    try {
      const st = readFileSync(`/proc/${d}/stat`, 'utf8');
      const f = st.slice(st.lastIndexOf(')') + 2).split(' ');
      if (Number(f[1]) === ppid) sum += Number(f[11]) + Number(f[12]);
    } catch {}
  }
  return sum * 10;
}

import { createGroup } from '../../../server/src/modules/group/index.ts';
import { importUsersFromStream } from '../../../server/src/modules/user-import/index.ts';
import { inPieces } from './import-fixture.ts';
import { startDirectory } from './setup.ts';

const directory = await startDirectory();
const times = new Map<string, { ms: number; n: number }>();
function timed(ctx: any): any {
  const wrap = (fn: any) => async (st: any) => {
    const t = performance.now();
    const r = await fn(st);
    const k = st.sql.replace(/\s+/g, ' ').slice(0, 90) + st.sql.length;
    const e = times.get(k) ?? { ms: 0, n: 0 };
    e.ms += performance.now() - t;
    e.n++;
    times.set(k, e);
    return r;
  };
  return {
    ...ctx,
    db: {
      ...ctx.db,
      tenantSql: (id: string, work: any) =>
        ctx.db.tenantSql(id, (tx: any) => work({ ...tx, query: wrap(tx.query), execute: wrap(tx.execute) })),
    },
  };
}
it('bench', async () => {
  const { owner } = await directory.newTenant();
  await createGroup(owner, { name: 'ops' });
  const N = Number(process.env['BENCH_ROWS'] ?? 10000);
  for (const managers of [false, true]) {
    const lines = ['email,first_name,last_name,manager_email,groups,attributes.department'];
    for (let i = 1; i <= N; i++)
      lines.push(
        `u${managers}${i}@l.test,First ${i},Last ${i},${managers ? `u${managers}${process.env['LATER'] ? N + 1 - Math.ceil((N + 1 - i) / 20) : Math.ceil(i / 20) + 1}@l.test` : ''},${process.env['BENCH_GROUPS'] ? 'ops' : ''},Dep ${i % 30}`,
      );
    for (let again = 0; again < 2; again++) {
      const t = performance.now();
      const c = process.cpuUsage();
      times.clear();
      const [{ pid }] = (
        await owner.db.tenantSql(owner.tenantId, (tx) => tx.executeSql('select pg_backend_pid() as pid'))
      ).rows as any;
      const st = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const ppid = Number(st.slice(st.lastIndexOf(')') + 2).split(' ')[1]);
      const pg0 = pgCpu(ppid);
      const r = await importUsersFromStream(timed(owner), {
        format: 'csv',
        mode: 'apply',
        stream: inPieces(lines.join('\n'), 64000),
      });
      const ms = performance.now() - t;
      process.stdout.write(
        `managers=${managers} again=${again} ${N} rows ${ms.toFixed(0)} ms ${((N / ms) * 1000).toFixed(0)}/s ${[
          ...times,
        ]
          .sort((a, b) => b[1].ms - a[1].ms)
          .slice(0, 9)
          .map(([k, v]) => '\n  rows ' + v.ms.toFixed(0) + 'ms n=' + v.n + ' ' + k)
          .join(
            '',
          )}\n changed=${r.changed} noop=${r.noop} failed=${r.failed} pgcpu=${pgCpu(ppid) - pg0} cpu=${(process.cpuUsage(c).user / 1000).toFixed(0)}+${(process.cpuUsage(c).system / 1000).toFixed(0)} rss=${(process.memoryUsage().rss / 1e6).toFixed(0)}\n`,
      );
    }
  }
}, 300000);
