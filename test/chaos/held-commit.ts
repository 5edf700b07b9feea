import pg from 'pg';
import { eventually } from '../harness/eventually.ts';

const KEY = 4_711;

/**
 * Holds back the write by which a step of this name ends, so that whoever writes it can be killed when all that the step
 * does is done, and the flow does not know.
 */
export function holdTheEndOf(databaseUrl: string, stepName: string) {
  const when = `NEW.name = '${stepName}' AND NEW.status = 'SUCCESS' AND OLD.status <> 'SUCCESS'`;
  return holdWrites(databaseUrl, { table: 'action_flow_steps', when });
}

/** Holds back updates of a table for which this is so, and whoever makes them. */
export async function holdWrites(databaseUrl: string, { table, when }: { table: string; when: string }) {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query('SELECT pg_advisory_lock($1)', [KEY]);
  await client.query(`
    CREATE OR REPLACE FUNCTION hold_the_end() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${KEY}); RETURN NEW; END $$`);
  await client.query(`
    CREATE OR REPLACE TRIGGER hold_the_end BEFORE UPDATE ON ${table} FOR EACH ROW WHEN (${when})
    EXECUTE FUNCTION hold_the_end()`);
  const held = () =>
    client.query<{ pid: number }>(
      `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = ${KEY} AND NOT granted`,
    );
  return {
    untilHeld: () => eventually(async () => expectSome((await held()).rows), { timeoutMs: 30_000 }),
    /** Nothing is written for whoever is dead: their statement ends with them. */
    release: async () => {
      for (const { pid } of (await held()).rows) await client.query('SELECT pg_terminate_backend($1)', [pid]);
      await eventually(async () => expectNone((await held()).rows));
      await client.query(`DROP TRIGGER hold_the_end ON ${table}`);
      await client.end();
    },
  };
}

function expectSome(rows: readonly unknown[]): void {
  if (rows.length === 0) throw new Error('nobody writes it');
}

function expectNone(rows: readonly unknown[]): void {
  if (rows.length > 0) throw new Error('somebody still waits to write it');
}
