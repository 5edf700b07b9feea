/*
 * Threat: Formatters of ICU without end, which are small for V8 and large for the process.
 * If it got through: memory of libraries would not be counted.
 * Ends as: out_of_memory
 */
export default function run() {
  for (let i = 0; ; i += 1) new Intl.DateTimeFormat('de', { dateStyle: 'full', timeZone: 'Europe/Berlin' }).format(i);
}
