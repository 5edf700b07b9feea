import pg from 'pg';
import { serveCommands } from './child.ts';

const LOOK_MS = 20;

/** What one connection or process of the database was at when it was looked at. */
export interface Activity {
  at: number;
  who: string;
  what: string;
  wait: string;
  sinceMs: number;
}

const LOOK = `
  SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS at,
         CASE backend_type WHEN 'client backend' THEN application_name ELSE backend_type END AS who,
         left(regexp_replace(query, '\\s+', ' ', 'g'), 60) AS what,
         coalesce(wait_event_type || ' ' || wait_event, 'running') AS wait,
         coalesce(extract(epoch FROM clock_timestamp() - query_start)::float8 * 1000, 0) AS "sinceMs"
  FROM pg_stat_activity
  WHERE pid <> pg_backend_pid()
    AND (state <> 'idle' OR backend_type <> 'client backend') AND wait_event_type IS DISTINCT FROM 'Activity'`;

const seen: Activity[] = [];
let isLooking = false;

const commands = {
  /** Looks fifty times a second at what everybody is at, until the process ends. */
  start: async (url: string) => {
    const client = new pg.Client({ connectionString: url, application_name: 'joinery_bench_watch' });
    await client.connect();
    const look = async () => {
      if (isLooking) return;
      isLooking = true;
      const { rows } = await client.query<Activity>({ name: 'look', text: LOOK });
      seen.push(...rows);
      isLooking = false;
    };
    setInterval(() => void look(), LOOK_MS);
  },
  seen: (): Activity[] => seen,
};
export type DatabaseWatchCommands = typeof commands;

serveCommands(commands);
