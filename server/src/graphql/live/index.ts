export { defineLiveField, type LiveField, type Placed } from './live-field.ts';
export { type LiveOptions, startLive } from './server.ts';
export { servedLive } from './served-live.ts';
