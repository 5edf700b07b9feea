/*
 * Threat: An endless loop in the turn that begins with an answer of the host.
 * If it got through: an answer would not be under the limits.
 * Ends as: timeout
 */
import { idp } from 'joinery';

export default async function run() {
  await idp.getUser('u');
  for (;;);
}
