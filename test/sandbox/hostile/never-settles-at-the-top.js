/*
 * Threat: A module that awaits what never comes.
 * If it got through: evaluation that never ends would be taken for done.
 * Ends as: timeout
 */
await new Promise(() => {});
export default () => '';
