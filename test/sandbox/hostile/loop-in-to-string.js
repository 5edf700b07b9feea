/*
 * Threat: The answer is an object whose toString never returns, printed first.
 * If it got through: printing would hang.
 * Ends as: timeout
 */
export default function run() {
  console.log({
    get [Symbol.toStringTag]() {
      for (;;);
    },
    get x() {
      for (;;);
    },
  });
}
