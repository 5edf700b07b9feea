/*
 * Threat: An error whose message is a getter that never returns: our own code reads it.
 * If it got through: whoever describes an error would hang.
 * Ends as: timeout
 */
export default function run() {
  return Promise.reject({
    get message() {
      for (;;);
    },
  });
}
