/**
 * Goes to where the person wanted to be. A whole page load: what was kept of anyone before is gone with the page.
 */
export function enter(): void {
  const wanted = new URLSearchParams(window.location.search).get('next');
  const isOurs = wanted !== null && /^\/(?![/\\])/.test(wanted);
  window.location.assign(isOurs ? wanted : '/');
}
