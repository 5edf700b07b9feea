/*
 * Threat: A promise whose reaction adds the next reaction.
 * If it got through: the same as with awaits, past the await.
 * Ends as: timeout
 */
export default () =>
  new Promise(() => {
    const again = () => {
      Promise.resolve().then(again);
    };
    again();
  });
