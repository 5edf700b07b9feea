import { type Guard, guards } from './guards';
import { watchLinks } from './links';
import { watchTraversal } from './traversal';

export { leavePage } from './guards';
export { UnsavedInputs, useHeldInputs, useUnsavedInput } from './inputs';

let stopWatching: (() => void) | null = null;

/** From now on the guard is heard; what is returned ends that. */
export function guardPage(guard: Guard): () => void {
  guards.add(guard);
  stopWatching ??= watchWaysOut();
  return () => {
    guards.delete(guard);
    if (guards.size > 0) return;
    stopWatching?.();
    stopWatching = null;
  };
}

function watchWaysOut(): () => void {
  const ends = [watchClosing(), watchLinks(), watchTraversal()];
  return () => {
    for (const end of ends) end();
  };
}

/** The tab is closed, or goes to another site: the browser asks in its own words. */
function watchClosing(): () => void {
  const closing = (event: BeforeUnloadEvent) => {
    if ([...guards].some(({ isUnsaved }) => isUnsaved())) event.preventDefault();
  };
  window.addEventListener('beforeunload', closing);
  return () => window.removeEventListener('beforeunload', closing);
}
