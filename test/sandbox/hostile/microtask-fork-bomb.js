/*
 * Threat: Each microtask adds two.
 * If it got through: the same, within one turn.
 * Ends as: out_of_memory
 */
export default () =>
  new Promise(() => {
    const fork = () => {
      queueMicrotask(fork);
      queueMicrotask(fork);
    };
    fork();
  });
