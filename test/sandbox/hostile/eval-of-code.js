/*
 * Threat: Eval and Function, with what they might see that a module does not.
 * If it got through: code from text would see another world.
 * Ends as: thrown
 */
export default function run() {
  return (0, eval)('process.env') + new Function('return require("fs")')();
}
