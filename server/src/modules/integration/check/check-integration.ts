import type { FieldError } from '../../../errors.ts';
import type { EventType } from '../../event/index.ts';
import { actionPath } from '../action/accept-actions.ts';
import type { TemplateUse } from '../action/action-definition.ts';
import { definitionOf } from '../action/registry.ts';
import type { StoredAction } from '../action/stored-action.ts';
import { type ConditionGroup, compileConditions } from '../condition/index.ts';
import { checkTemplate, parseTemplate, type TemplateProblem } from '../template/index.ts';

/** What of an integration is checked before it is saved. */
export interface CheckedIntegration {
  eventTypes: readonly EventType[];
  conditions: ConditionGroup;
  actions: readonly StoredAction[];
}

/** What makes an integration impossible, each with its path and, in a template, with line and column. */
export function findErrors({ eventTypes, conditions, actions }: CheckedIntegration): FieldError[] {
  const compiled = compileConditions(conditions, eventTypes);
  return [
    ...(compiled.ok ? [] : compiled.errors.map(asWritten)),
    ...templatesOf(actions).flatMap(({ path, source, context }) => {
      const parsed = parseTemplate(source);
      const problems = parsed.ok ? checkTemplate(parsed.template, eventTypes, { context }) : parsed.errors;
      return problems.map((problem) => describe(path, problem));
    }),
  ];
}

/** A client writes the outermost group as a plain list. */
function asWritten({ path, message }: FieldError): FieldError {
  return { path: path.replace(/^conditions\.all(?=\.|$)/, 'conditions'), message };
}

/**
 * What is possible and will not work yet, or should be thought over: a secret that is not set, a credential in plain
 * sight, and what an older version has saved that this one would refuse.
 */
export function findWarnings(integration: CheckedIntegration, secretNames: readonly string[]): FieldError[] {
  const { eventTypes, actions } = integration;
  const errors = findErrors(integration);
  if (errors.length > 0) return errors;
  return [
    ...templatesOf(actions).flatMap(({ path, source, context }) => {
      const parsed = parseTemplate(source);
      const problems = parsed.ok ? checkTemplate(parsed.template, eventTypes, { context, secretNames }) : [];
      return problems.map((problem) => describe(path, problem));
    }),
    ...actions.flatMap((action, index) =>
      (definitionOf(action.kind)?.warnings(action) ?? []).map(({ path, message }) => ({
        path: `${actionPath(action, index)}.${path}`,
        message,
      })),
    ),
  ];
}

function templatesOf(actions: readonly StoredAction[]): TemplateUse[] {
  return actions.flatMap((action, index) =>
    (definitionOf(action.kind)?.templates(action) ?? []).map((use) => ({
      ...use,
      path: `${actionPath(action, index)}.${use.path}`,
    })),
  );
}

function describe(path: string, { message, line, column }: TemplateProblem): FieldError {
  return { path, message: `${message} (line ${line}, column ${column})` };
}
