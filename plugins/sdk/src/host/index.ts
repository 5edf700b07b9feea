export { AccountLimiter, type RateLimit } from './account-limiter.ts';
export type { SecretStore } from './connection.ts';
export type { Limiter } from './limiter.ts';
export { type Effect, type HostRun, type HostServices, PluginHost } from './plugin-host.ts';
export { TokenCache } from './token-cache.ts';
export type { OutgoingAnswer, OutgoingRequest, Transport } from './transport.ts';
