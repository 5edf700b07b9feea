import { askFirst } from './guards';

/**
 * Back and Forward of the browser. Next hears of them when they have happened and cannot hold them, so they are held
 * here: before they happen where the browser has the Navigation API, elsewhere by going to the page once more.
 */
export function watchTraversal(): () => void {
  return isToldBefore() ? holdTraversal(window.navigation) : undoTraversal();
}

function isToldBefore(): boolean {
  return 'navigation' in window;
}

/**
 * The browser lets nobody be held for ever: a second press with nothing done on the page in between is not cancelable,
 * and passes. Entries of another document are left to `beforeunload`.
 */
function holdTraversal(navigation: Navigation): () => void {
  let allowed: string | null = null;
  const leaving = (event: NavigateEvent) => {
    const { key, url, sameDocument } = event.destination;
    if (event.navigationType !== 'traverse' || !event.cancelable || !sameDocument) return;
    if (key === allowed) {
      allowed = null;
      return;
    }
    if (new URL(url ?? '').pathname === window.location.pathname) return;
    const leave = () => {
      allowed = key;
      navigation.traverseTo(key);
    };
    if (askFirst(leave)) event.preventDefault();
  };
  navigation.addEventListener('navigate', leaving);
  return () => navigation.removeEventListener('navigate', leaving);
}

let heard: ((event: PopStateEvent) => void) | null = null;

/**
 * To be called before Next starts, which only then hears of no traversal that is undone: listeners of the window are
 * called in the order in which they came, whatever phase they ask for.
 */
export function hearTraversalFirst(): void {
  if (!isToldBefore()) window.addEventListener('popstate', (event) => heard?.(event));
}

/**
 * The page that is shown becomes a new entry after the one that was gone to, before Next hears of anything; leaving it
 * after all is one step back, whichever way it was. What lay ahead of it is forgotten by the browser.
 */
function undoTraversal(): () => void {
  let shown = currentEntry();
  let isAllowed = false;
  const remember = () => {
    shown = currentEntry();
  };
  const left = (event: PopStateEvent) => {
    if (isAllowed || window.location.pathname === shown.pathname) return;
    const leave = () => {
      isAllowed = true;
      window.history.back();
    };
    if (!askFirst(leave)) return;
    event.stopImmediatePropagation();
    window.history.pushState(shown.state, '', shown.href);
  };
  // Next and the filters in the address change the entry in place; it counts as it was when something was last done.
  const doing = ['pointerdown', 'keydown'] as const;
  for (const type of doing) window.addEventListener(type, remember, { capture: true });
  heard = left;
  return () => {
    for (const type of doing) window.removeEventListener(type, remember, { capture: true });
    heard = null;
  };
}

function currentEntry() {
  const { href, pathname } = window.location;
  return { href, pathname, state: window.history.state as unknown };
}
