export { type BuiltPlugin, buildPlugin } from './archive.ts';
export { bundlePlugin } from './bundle.ts';
