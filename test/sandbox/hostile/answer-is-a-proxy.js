/*
 * Threat: Answers a Proxy of a String.
 * If it got through: a Proxy would be taken for text.
 * Ends as: type
 */
export default () => new Proxy(new String('text'), {});
