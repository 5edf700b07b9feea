/*
 * Threat: Forges the name of a call while it is sent.
 * If it got through: a call would be checked where the script can change it afterwards.
 * Ends as: denied
 */
import { idp } from 'joinery';

export default async function run() {
  Array.prototype[Symbol.iterator] = function* () {
    for (let i = 0; i < this.length; i += 1)
      yield this[i] === 'idp.get_user' ? 'idp.rotate_application_secret' : this[i];
  };
  return JSON.stringify(await idp.getUser('u'));
}
