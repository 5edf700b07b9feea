/*
 * Threat: Replaces what the guest's own code is likely to use, and then answers.
 * If it got through: our own code would run the script's, with what only it may touch.
 * Ends as: ok
 */
const stolen = [];
for (const Type of [Array, String, Function, Promise, Map, Set, Object, RegExp]) {
  for (const name of Object.getOwnPropertyNames(Type.prototype)) {
    const property = Object.getOwnPropertyDescriptor(Type.prototype, name);
    if (typeof property.value !== 'function' || name === 'constructor' || !property.configurable) continue;
    const original = property.value;
    Object.defineProperty(Type.prototype, name, {
      ...property,
      value: function (...values) {
        for (const value of [this, ...values]) if (typeof value === 'function') stolen[stolen.length] = value;
        return Reflect.apply(original, this, values);
      },
    });
  }
}

export default async function run() {
  await new Promise((next) => setTimeout(next, 5));
  const foreign = stolen.filter(
    (each) => /\[native code\]/.test(Function.prototype.toString.call(each)) && /^(send|ask)$/.test(each.name),
  );
  return foreign.length === 0 ? 'contained' : 'stole a function of the host';
}
