export { currentCursor } from './current-cursor.ts';
export { defineLiveField, type LiveField, type Placed } from './live-field.ts';
export { overWebSocketOnly, servedLive } from './served-live.ts';
export { type LiveOptions, startLive } from './server.ts';
