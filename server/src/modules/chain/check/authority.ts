import { requireScope, type Scope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { scopeOfCore } from '../action-type/core-actions.ts';
import type { StepAction } from '../action-type/step-action.ts';
import type { ChainStep } from '../step.ts';
import type { ResolveAction } from './check-steps.ts';

/** Whoever saves a chain may do each of its steps themselves: who starts it, later, need not. FORBIDDEN otherwise. */
export function requireAuthority(ctx: Context, steps: readonly ChainStep[], resolve: ResolveAction): void {
  for (const step of steps) {
    const action = resolve(step);
    const scope = 'problem' in action ? undefined : scopeOf(action);
    if (scope) requireScope(ctx, scope);
  }
}

function scopeOf({ id, plugin, effect }: StepAction): Scope | undefined {
  if (!plugin) return scopeOfCore(id);
  return effect === 'destructive' ? 'action:destroy' : 'action:run';
}
