/*
 * Threat: Answers what is not text.
 * If it got through: whoever keeps the output would keep anything.
 * Ends as: type
 */
export default () => 42;
