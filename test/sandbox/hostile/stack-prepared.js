/*
 * Threat: Error.prepareStackTrace throws, loops in objects and answers nonsense where the guest reads a stack.
 * If it got through: describing errors would fail, and with it the run's end.
 * Ends as: ok
 */
Error.prepareStackTrace = () => {
  throw new Error('again');
};

export default function run() {
  try {
    null.x;
  } catch {
    return 'contained';
  }
}
