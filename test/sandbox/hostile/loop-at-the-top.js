/*
 * Threat: An endless loop while the module is evaluated, before any function of it is called.
 * If it got through: limits would only begin with the default export.
 * Ends as: timeout
 */
for (;;);
