/*
 * Threat: Every kind of function constructor, asked for the global object of somebody else.
 * If it got through: an object of the host would be in reach.
 * Ends as: ok
 */
export default async function run() {
  const kinds = [() => {}, async () => {}, function* () {}, async function* () {}, console.log, fetch, setTimeout, URL];
  const found = kinds.map((kind) => {
    try {
      return kind.constructor(
        'return typeof process + typeof require + typeof global + (this === globalThis || this === undefined)',
      )();
    } catch {
      return '';
    }
  });
  const leak = found.find((each) => typeof each === 'string' && /object|function/.test(each));
  return leak ?? 'contained';
}
