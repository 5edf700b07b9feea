export { ActionKind } from './action/action.type.ts';
export { compileOne } from './compile/compile-one.ts';
export { compileTenant } from './compile/compile-tenant.ts';
export type {
  CompiledAction,
  CompiledIntegration,
  CompiledTenant,
  Rendered,
  RenderedRequest,
} from './compile/compiled.ts';
export { createIntegration } from './create.ts';
export { IntegrationResolver } from './integration.resolver.ts';
export { Integration, toIntegration } from './integration.type.ts';
export { findIntegrations, getIntegration, type IntegrationRow } from './internal.ts';
export { readIntegrations } from './list.ts';
export { type RefreshedIntegrations, refreshIntegrations } from './refresh.ts';
export { setIntegrationSecrets } from './set-secrets.ts';
