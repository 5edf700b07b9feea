export { ActiveSessionResolver } from './active-session.resolver.ts';
export { authenticate, authenticateByTicket, isStillValid, mayGoOn } from './authenticate.ts';
export { startCredentialWatch } from './credential/watch.ts';
export { endOtherSessions, endSessionsOf } from './end.ts';
export { endUserSessions } from './end-all.ts';
export { registerJwksRoute } from './jwks-route.ts';
export { openSession, type SessionTokens } from './open.ts';
export { refreshSession } from './refresh.ts';
export { removeExpiredSessions } from './remove-expired.ts';
