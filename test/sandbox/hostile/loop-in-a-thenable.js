/*
 * Threat: The answer is a thenable whose then never returns.
 * If it got through: settling the answer would hang.
 * Ends as: timeout
 */
export default () => ({
  then() {
    for (;;);
  },
});
