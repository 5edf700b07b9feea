/*
 * Threat: A Map and a Set that grow by doubling, in steps that are larger than what is left.
 * If it got through: tables would be allocated past the limit, and V8 would abort.
 * Ends as: out_of_memory
 */
export default function run() {
  const map = new Map();
  const set = new Set();
  for (let i = 0; ; i += 1) {
    map.set(i, {});
    set.add({});
  }
}
