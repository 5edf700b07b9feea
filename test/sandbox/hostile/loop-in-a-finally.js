/*
 * Threat: Catches and starts again, whatever it is ended by.
 * If it got through: an end could be caught.
 * Ends as: timeout
 */
export default function run() {
  for (;;) {
    try {
      for (;;);
    } finally {
      // biome-ignore lint: the threat itself
      continue;
    }
  }
}
