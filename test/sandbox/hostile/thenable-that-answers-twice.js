/*
 * Threat: A thenable that resolves, resolves again, rejects and throws.
 * If it got through: a run would have two outcomes.
 * Ends as: ok
 */
export default () => ({
  then(resolve, reject) {
    resolve('contained');
    resolve('twice');
    reject(new Error('rejected'));
    throw new Error('thrown');
  },
});
