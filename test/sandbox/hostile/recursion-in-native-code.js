/*
 * Threat: Recursion through getters, Proxies and native functions, which take more stack than it seems.
 * If it got through: the same, where V8 looks less often.
 * Ends as: thrown
 */
export default function run() {
  const proxy = new Proxy({}, { get: (target, key, self) => [self].map((each) => each[key])[0] });
  return proxy.x;
}
