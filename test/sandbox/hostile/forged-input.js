/*
 * Threat: A message whose input is no JSON.
 * If it got through: the host would parse whatever comes.
 * Ends as: denied
 */
import { idp } from 'joinery';

export default async function run() {
  Array.prototype[Symbol.iterator] = function* () {
    for (let i = 0; i < this.length; i += 1)
      yield typeof this[i] === 'string' && this[i][0] === '{' ? '{"id":' : this[i];
  };
  await idp.getUser('u');
}
