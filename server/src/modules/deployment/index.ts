export { DeploymentResolver } from './deployment.resolver.ts';
