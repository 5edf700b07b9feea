/*
 * Threat: Rejects with a symbol, which becomes text only on purpose.
 * If it got through: making text of it would throw.
 * Ends as: thrown
 */
export default () => Promise.reject(Symbol('x'));
