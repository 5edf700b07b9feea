/*
 * Threat: Throws undefined while the module is evaluated.
 * If it got through: nothing thrown would be taken for nothing wrong.
 * Ends as: thrown
 */
throw undefined;
