// Runs in the page before anything of its own, and writes down what the browser itself measures.
const seen = { firstPaint: Number.NaN, shift: 0, moved: [], interaction: 0 };

const watch = (type, take, more = {}) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });

watch('paint', ({ name, startTime }) => {
  if (name === 'first-contentful-paint') seen.firstPaint = startTime;
});
watch('layout-shift', ({ value, hadRecentInput, sources }) => {
  if (hadRecentInput) return;
  seen.shift += value;
  for (const { node, previousRect, currentRect } of sources) {
    seen.moved.push(`${nameOf(node)} from ${placeOf(previousRect)} to ${placeOf(currentRect)}`);
  }
});
watch(
  'event',
  ({ interactionId, duration }) => {
    if (interactionId) seen.interaction = Math.max(seen.interaction, duration);
  },
  { durationThreshold: 16 },
);

/** An element as one finds it again: its tag, its label or its text, and where it stands. */
function nameOf(node) {
  const element = node instanceof Element ? node : node?.parentElement;
  if (!element) return 'something that is gone';
  const text = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 30);
  return `${element.localName} “${text}” in ${element.parentElement?.localName}`;
}

const placeOf = ({ x, y, width, height }) =>
  `${[x, y].map(Math.round)} (${[width, height].map(Math.round).join(' × ')})`;

/** Entries are handed out after the paint that they measure. */
const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));

/** What was seen until now; an interaction is told once. */
async function takeSeen() {
  await painted();
  const taken = { ...seen, moved: [...seen.moved] };
  seen.interaction = 0;
  return taken;
}

/** The scripts that have been loaded, and what each took on the wire. */
function scripts() {
  return performance
    .getEntriesByType('resource')
    .map(({ name, transferSize }) => ({ path: new URL(name).pathname, transferSize }))
    .filter(({ path }) => path.endsWith('.js'));
}

/** Each frame's time for so long, in milliseconds: from its begin until all that it had to do and draw is done. */
function frameTimes(duration) {
  const times = [];
  const { port1, port2 } = new MessageChannel();
  let begin = 0;
  port1.onmessage = () => times.push(performance.now() - begin);
  const end = performance.now() + duration;
  return new Promise((resolve) => {
    const onFrame = (at) => {
      if (at > end) return resolve(times);
      begin = at;
      // A message is taken after the drawing of the frame that sent it.
      port2.postMessage(null);
      requestAnimationFrame(onFrame);
    };
    requestAnimationFrame(onFrame);
  });
}

globalThis.bench = { takeSeen, scripts, frameTimes };
