import type { DispatchedEvent } from '../../event/index.ts';
import type { CompiledOrProblem } from '../action/action-definition.ts';
import { RenderError } from './compile-text.ts';
import type { CompiledAction, Rendered } from './compiled.ts';

/** Compiles an action; what a part of it throws as a RenderError becomes the problem. */
export function compileOrProblem(compile: () => CompiledAction): CompiledOrProblem {
  try {
    return { ok: true, action: compile() };
  } catch (error) {
    if (error instanceof RenderError) return { ok: false, problem: error.message };
    throw error;
  }
}

/** Renders an action; what a part of it throws as a RenderError becomes the answer. */
export function renderOrError(render: (event: DispatchedEvent) => Rendered): (event: DispatchedEvent) => Rendered {
  return (event) => {
    try {
      return render(event);
    } catch (error) {
      if (error instanceof RenderError) return { ok: false, error: error.message };
      throw error;
    }
  };
}
