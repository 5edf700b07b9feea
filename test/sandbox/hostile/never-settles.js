/*
 * Threat: A promise that nobody will ever settle.
 * If it got through: a run that does nothing would never be over.
 * Ends as: timeout
 */
export default () => new Promise(() => {});
