const LATEST_MS = 2000;

/** Does something when the page is loaded and the browser has nothing better to do. Answers how to call it off. */
export function atLeisure(act: () => void): () => void {
  let callOff = () => window.removeEventListener('load', begin);
  const begin = () => {
    if (typeof window.requestIdleCallback !== 'function') {
      const timer = setTimeout(act, LATEST_MS / 2);
      callOff = () => clearTimeout(timer);
      return;
    }
    const handle = window.requestIdleCallback(act, { timeout: LATEST_MS });
    callOff = () => window.cancelIdleCallback(handle);
  };
  if (document.readyState === 'complete') begin();
  else window.addEventListener('load', begin, { once: true });
  return () => callOff();
}
