/*
 * Threat: A Proxy whose trap never returns, thrown, so that whoever describes the error is caught in it.
 * If it got through: describing an error would hang.
 * Ends as: timeout
 */
export default function run() {
  throw new Proxy(
    {},
    {
      get() {
        for (;;);
      },
      getPrototypeOf() {
        for (;;);
      },
    },
  );
}
