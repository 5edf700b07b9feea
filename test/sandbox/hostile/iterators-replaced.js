/*
 * Threat: Replaces the iterator of arrays, and so what the guest's own code passes on: messages are forged.
 * If it got through: what arrives would be believed.
 * Ends as: denied
 */
import { idp } from 'joinery';

export default async function run() {
  Array.prototype[Symbol.iterator] = function* () {
    yield { forged: true };
    yield -1;
    yield Number.NaN;
  };
  await idp.getUser('u');
}
