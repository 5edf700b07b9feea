/**
 * All that a plugin is written with: ten names. The types that stand behind them, for the files that take a context or a
 * client, are in `@joinery/plugin-sdk/types`.
 */
export * as z from 'zod';
export { defineAction, defineResource } from './define/actions.ts';
export { auth } from './define/auth.ts';
export { changed, noop } from './define/outcome.ts';
export { definePlugin } from './define/plugin.ts';
export { ProviderError } from './define/provider-error.ts';
export { config, secret } from './define/references.ts';
