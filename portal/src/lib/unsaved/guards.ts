/** A page, or a part of one, that has something to lose. */
export interface Guard {
  isUnsaved: () => boolean;
  /** Asks, and calls `leave` where that is the answer. */
  ask: (leave: () => void) => void;
  /** Goes to another page of the portal. */
  goTo: (href: string) => void;
}

export const guards = new Set<Guard>();

/** Has the first that would lose something ask; false where nobody would. */
export function askFirst(leave: (guard: Guard) => void): boolean {
  for (const guard of guards) {
    if (!guard.isUnsaved()) continue;
    guard.ask(() => leave(guard));
    return true;
  }
  return false;
}

/** Leaves the page, unless somebody is asked first. */
export function leavePage(leave: () => void): void {
  if (!askFirst(leave)) leave();
}
