/**
 * PostgreSQL's settings for two cores and a few gigabytes, shared with the server. Durability is
 * never traded: what was acknowledged survives a power cut.
 */
export const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_buffers: '16MB',
  min_wal_size: '256MB',
  max_wal_size: '2GB',
  autovacuum_naptime: '15s',
  log_checkpoints: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

/** Settings as words of the `postgres` command line; later ones win. */
export function asArguments(...layers: readonly Readonly<Record<string, string>>[]): string[] {
  const merged: Record<string, string> = Object.assign({}, ...layers);
  return Object.entries(merged).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
