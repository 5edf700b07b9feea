/*
 * Threat: A number that doubles its length each time: one multiplication takes minutes and is not interrupted.
 * If it got through: only killing the process can stop it.
 * Ends as: timeout
 */
export default function run() {
  let big = 3n;
  for (;;) big *= big;
}
