export { ApplicationResolver } from './application.resolver.ts';
export { createApplication } from './create.ts';
export { MappedApplicationResolver } from './mapped-application.resolver.ts';
export { verifyApplicationSecret } from './verify-secret.ts';
