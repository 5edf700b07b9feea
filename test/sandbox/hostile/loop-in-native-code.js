/*
 * Threat: A native search over 2⁵³ elements, which V8 does not interrupt.
 * If it got through: nothing inside of the process could stop it: only killing it can.
 * Ends as: timeout
 */
export default function run() {
  return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);
}
