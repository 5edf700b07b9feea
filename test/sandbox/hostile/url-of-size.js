/*
 * Threat: An address of tens of megabytes.
 * If it got through: the parser of the process would be given what it likes.
 * Ends as: thrown
 */
export default () => new URL(`https://example.com/${'p'.repeat(30_000_000)}`).href;
