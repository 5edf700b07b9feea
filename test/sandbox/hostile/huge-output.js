/*
 * Threat: An output of tens of megabytes.
 * If it got through: the server would keep what a guest answers.
 * Ends as: limit_exceeded
 */
export default () => 'o'.repeat(20_000_000);
