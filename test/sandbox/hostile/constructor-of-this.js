/*
 * Threat: The well-known way out of vm: the constructor's constructor is a Function of the host.
 * If it got through: the script would be in the server.
 * Ends as: thrown
 */
export default function run() {
  return String(this.constructor.constructor('return process')().env);
}
