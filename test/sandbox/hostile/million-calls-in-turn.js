/*
 * Threat: A million calls, one after the other.
 * If it got through: the count would be of those under way only.
 * Ends as: limit_exceeded
 */
import { idp } from 'joinery';

export default async function run() {
  for (let i = 0; i < 1_000_000; i += 1) await idp.getUser(String(i));
}
