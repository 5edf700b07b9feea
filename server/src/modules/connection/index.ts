export { ActionResolver } from './action/action.resolver.ts';
export { ConnectionResolver } from './connection.resolver.ts';
export { createConnection } from './create.ts';
export { deleteConnection } from './delete.ts';
export { ConnectionHealthJob } from './health/health.job.ts';
export { startConnectionHealth } from './health/look-after.ts';
export { connectionsOf } from './list.ts';
export { type OpenConnection, type OpenOptions, openConnection } from './open-connection.ts';
