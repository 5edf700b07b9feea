export { type LoadedPlugin, loadVersion } from './load-version.ts';
