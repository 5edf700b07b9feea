import { askFirst } from './guards';

/** A link to another page of the portal is pressed. */
export function watchLinks(): () => void {
  const pressing = (event: MouseEvent) => {
    const href = pageOf(event);
    if (href === null || !askFirst((guard) => guard.goTo(href))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  // Before the link itself hears of it.
  window.addEventListener('click', pressing, { capture: true });
  return () => window.removeEventListener('click', pressing, { capture: true });
}

/** The other page of the portal that a press leads to, in this tab; null for any other press. */
function pageOf({ target, button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): string | null {
  if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey || !(target instanceof Element)) return null;
  const link = target.closest<HTMLAnchorElement>('a[href]');
  if (!link || link.target || link.hasAttribute('download')) return null;
  const { origin, pathname, search, hash } = new URL(link.href);
  const { location } = window;
  return origin === location.origin && pathname !== location.pathname ? pathname + search + hash : null;
}
