/*
 * Threat: An error with a huge message, at the top of the module, where it leaves through V8.
 * If it got through: the same on the way past our own code.
 * Ends as: thrown
 */
throw new Error('e'.repeat(20_000_000));
