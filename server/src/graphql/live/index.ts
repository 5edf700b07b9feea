export { currentCursor } from './current-cursor.ts';
export { defineLiveField, type LiveField } from './live-field.ts';
export { PLACE, type PlacedRow, placed } from './row-place.ts';
export { overWebSocketOnly, servedLive } from './served-live.ts';
export { type LiveOptions, startLive } from './server.ts';
