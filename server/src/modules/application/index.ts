export { ApplicationResolver } from './application.resolver.ts';
export { createApplication } from './create.ts';
export type { ApplicationRow } from './internal.ts';
export { listApplications, readApplication } from './list.ts';
export { MappedApplicationResolver } from './mapped-application.resolver.ts';
export { rotateApplicationSecret } from './rotate-secret.ts';
export { verifyApplicationSecret } from './verify-secret.ts';
