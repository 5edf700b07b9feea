export { checkPluginConnection, type PluginCheckResult } from './check-connection.ts';
export type { PluginFailure, PluginRun, PluginTrace } from './plugin-run.ts';
export { type PluginPageResult, type PluginPageRun, readPluginPage } from './read-page.ts';
export { type PluginActionResult, type PluginActionRun, runPluginAction } from './run-action.ts';
