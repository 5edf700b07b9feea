import type pg from 'pg';

export interface DueTasks {
  tasks: number;
  tenants: number;
  dueAt: Date;
}

const CODE = 'export default async function run() { return "done"; }';

const NEW_TENANTS = `
  INSERT INTO tenants (id, name, slug)
  SELECT uuidv7(), 'cron ' || n, 'cron-' || n || '-' || substr(md5(random()::text), 1, 8)
  FROM generate_series(1, $1::int) n RETURNING id`;

/** Daily schedules of many hours and zones; the next time of each is set to the same second. */
const NEW_TASKS = `
  WITH made AS (
    INSERT INTO tasks (tenant_id, id, name, schedule_type, cron_expression, time_zone, script_version, next_run_at)
    SELECT t.id, uuidv7(), 'due ' || n, 'CRON', (n % 60) || ' ' || (n % 24) || ' * * *',
           (ARRAY['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo'])[1 + n % 4], 1, $3
    FROM generate_series(1, $2::int) n
    JOIN (SELECT id, row_number() OVER () AS place FROM unnest($1::uuid[]) AS id) t
      ON t.place = 1 + n % array_length($1::uuid[], 1)
    RETURNING tenant_id, id
  )
  INSERT INTO task_scripts (tenant_id, task_id, version, source, code)
  SELECT tenant_id, id, 1, $4, $4 FROM made`;

/** Makes tasks of new tenants that are all due at the same time. */
export async function seedDueTasks(database: pg.Client, { tasks, tenants, dueAt }: DueTasks): Promise<void> {
  const { rows } = await database.query<{ id: string }>(NEW_TENANTS, [tenants]);
  await database.query(NEW_TASKS, [rows.map(({ id }) => id), tasks, dueAt, CODE]);
  await database.query('ANALYZE tasks');
}
