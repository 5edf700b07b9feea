/*
 * Threat: One array of 800 MB, filled in native code.
 * If it got through: V8 would abort the process, and every run in it.
 * Ends as: out_of_memory
 */
export default function run() {
  return String(new Array(1e8).fill(1).length);
}
