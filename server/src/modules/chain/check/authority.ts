import { requireScope, type Scope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import type { StepAction } from '../action-type/step-action.ts';
import type { ChainStep } from '../step.ts';
import type { ResolveAction } from './check-steps.ts';

const CORE_SCOPES: Readonly<Record<string, Scope>> = {
  wait_condition: 'action:run',
  no_grants_left: 'action:run',
  run_task: 'task:run',
  run_chain: 'flow:run',
  undo_chain: 'flow:run',
  directory_add_group_member: 'group:write',
  directory_remove_group_member: 'group:write',
  directory_activate_user: 'user:write',
  directory_deactivate_user: 'user:write',
};

/** Whoever saves a chain may do each of its steps themselves: who starts it, later, need not. FORBIDDEN otherwise. */
export function requireAuthority(ctx: Context, steps: readonly ChainStep[], resolve: ResolveAction): void {
  for (const step of steps) {
    const action = resolve(step);
    const scope = 'problem' in action ? undefined : scopeOf(action);
    if (scope) requireScope(ctx, scope);
  }
}

function scopeOf({ id, plugin, effect }: StepAction): Scope | undefined {
  if (!plugin) return CORE_SCOPES[id];
  return effect === 'destructive' ? 'action:destroy' : 'action:run';
}
