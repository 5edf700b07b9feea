export { createIdempotency } from './plugin.ts';
