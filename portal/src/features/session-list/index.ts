export { sessionListing } from './listing';
export { sessionsQuery } from './session.documents';
export { SessionList } from './session-list';
