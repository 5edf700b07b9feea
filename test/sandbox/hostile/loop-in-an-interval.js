/*
 * Threat: An interval that is never cleared.
 * If it got through: work that repeats would keep a run alive.
 * Ends as: timeout
 */
export default () => new Promise(() => setInterval(() => {}, 1));
