/*
 * Threat: Throws a Proxy that refuses everything.
 * If it got through: describing it would throw.
 * Ends as: thrown
 */
export default function run() {
  const refuse = () => {
    throw new Error('no');
  };
  throw new Proxy(function () {}, { get: refuse, getPrototypeOf: refuse, has: refuse, apply: refuse, ownKeys: refuse });
}
