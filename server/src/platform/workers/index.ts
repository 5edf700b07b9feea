export { type Bell, createBell } from './bell.ts';
export { type Claimer, startClaimLoop } from './claim-loop.ts';
export type { ClaimTable } from './claim-table.ts';
export { type Estate, startReaper } from './reaper.ts';
export { createStrays, type HeldRow, type Strays } from './strays.ts';
export { createSureWriter, type SureWriter } from './sure-writer.ts';
export { isAlive } from './worker-lock.ts';
export { registerWorker, type WorkerIdentity } from './worker-registry.ts';
