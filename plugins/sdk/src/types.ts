export type { ActionDefinition, InverseDefinition, ResourceDefinition } from './define/actions.ts';
export type { AuthSpec } from './define/auth.ts';
export type {
  AnswerError,
  Context,
  ErrorOf,
  Http,
  HttpAnswer,
  HttpOptions,
  Logger,
  PagesOptions,
  Paging,
} from './define/context.ts';
export type { Outcome } from './define/outcome.ts';
export type { CheckResult, EgressDefinition, PluginDefinition, SecretDefinition } from './define/plugin.ts';
export type { ErrorKind } from './define/provider-error.ts';
export type { ConfigRef, SecretRef, Text } from './define/references.ts';
export type { Entitlement, Grant, Page, ResourceObject } from './define/resource-shapes.ts';
