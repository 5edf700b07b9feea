/**
 * Tables whose rows a worker claims: `status` is RUNNING while one has them, and `worker_id` says which. An index on
 * `worker_id` covers those that are RUNNING.
 */
export type ClaimTable = 'deliveries' | 'task_runs';
