/*
 * Threat: A message nested a thousand deep.
 * If it got through: whoever walks the input would overflow.
 * Ends as: denied
 */
import { idp } from 'joinery';

export default async function run() {
  let nested = {};
  for (let i = 0; i < 1000; i += 1) nested = { nested };
  await idp.updateUser('u', { attributes: nested });
}
