/** Called before the page is left; answers whether it asks first, and then calls `leave` itself. */
type Guard = (leave: () => void) => boolean;

const guards = new Set<Guard>();

/** From now on the guard is heard; what is returned ends that. */
export function guardPage(guard: Guard): () => void {
  guards.add(guard);
  return () => guards.delete(guard);
}

/** Leaves the page, unless somebody is asked first. */
export function leavePage(leave: () => void): void {
  for (const guard of guards) {
    if (guard(leave)) return;
  }
  leave();
}
