export { OverviewResolver } from './overview.resolver.ts';
