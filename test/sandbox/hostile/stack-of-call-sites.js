/*
 * Threat: Error.prepareStackTrace is handed call sites, whose functions and this are objects of the frames below.
 * If it got through: frames of the host would be in reach.
 * Ends as: ok
 */
export default function run() {
  const found = [];
  Error.prepareStackTrace = (_, sites) => {
    for (const site of sites) found.push(site.getThis?.(), site.getFunction?.());
    return '';
  };
  void new Error('look').stack;
  idle(() => void new Error('look').stack);
  const foreign = found.filter(
    (each) => each !== undefined && each !== null && each !== globalThis && !(each instanceof Object),
  );
  return foreign.length === 0 ? 'contained' : `found ${foreign.length}`;
}

function idle(callback) {
  [1].map(callback);
}
