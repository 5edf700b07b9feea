/*
 * Threat: An endless loop in a callback that the host wakes.
 * If it got through: a wake-up would not be under the limits.
 * Ends as: timeout
 */
export default () =>
  new Promise(() =>
    setTimeout(() => {
      for (;;);
    }, 5),
  );
