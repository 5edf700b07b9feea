export { UninstallationResolver } from './uninstallation.resolver.ts';
