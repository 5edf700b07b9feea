/*
 * Threat: A message that names __proto__.
 * If it got through: whoever merges the input would give every object of the server a property.
 * Ends as: denied
 */
import { idp } from 'joinery';

export default async function run() {
  await idp.updateUser('u', JSON.parse('{"attributes":{"__proto__":{"isAdmin":true}}}'));
}
