export { idempotencyPlugin } from './plugin.ts';
