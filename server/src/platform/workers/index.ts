export { type Claimer, startClaimLoop } from './claim-loop.ts';
export type { ClaimTable } from './claim-table.ts';
export type { HeldRow } from './held-rows.ts';
export { type LapsedClaims, watchLapsedClaims } from './lapsed-claims.ts';
export { type Estate, startReaper } from './reaper.ts';
export { createStrays, type Strays } from './strays.ts';
export { createSureWriter, type SureWriter } from './sure-writer.ts';
export { isAlive } from './worker-lock.ts';
export { registerWorker, type WorkerIdentity } from './worker-registry.ts';
