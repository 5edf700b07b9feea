/*
 * Threat: An error whose name, message and stack are not texts, or throw.
 * If it got through: the description would not be plain text, and the frame not valid.
 * Ends as: thrown
 */
export default function run() {
  const error = new Error();
  Object.defineProperties(error, {
    name: {
      value: {
        toString: () => {
          throw 1;
        },
      },
    },
    message: { get: () => Symbol.iterator },
    stack: {
      get: () => {
        throw error;
      },
    },
  });
  throw error;
}
