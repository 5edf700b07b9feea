/*
 * Threat: Timers that set the next timer, for ever.
 * If it got through: a run that always sleeps would never be over.
 * Ends as: timeout
 */
export default () =>
  new Promise(() => {
    const again = () => setTimeout(again, 0);
    again();
  });
