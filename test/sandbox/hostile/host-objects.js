/*
 * Threat: Looks through everything reachable for an object of isolated-vm, or of the process.
 * If it got through: a handle of the host would be in reach: Reference, Callback, ExternalCopy.
 * Ends as: ok
 */
export default function run() {
  const seen = new Set();
  const queue = [globalThis];
  const names = [];
  while (queue.length > 0) {
    const value = queue.pop();
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) {
      const property = Reflect.getOwnPropertyDescriptor(value, key);
      if (/applySync|derefInto|copyInto|createContext|compileScript|getBuiltinModule|mainModule/.test(String(key)))
        names.push(String(key));
      queue.push(property.value, property.get, property.set);
    }
    queue.push(Object.getPrototypeOf(value));
  }
  return names.length === 0 ? 'contained' : names.join();
}
