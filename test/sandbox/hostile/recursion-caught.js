/*
 * Threat: Catches each overflow and recurses again.
 * If it got through: an overflow could be used to lose the host's own frames.
 * Ends as: timeout
 */
export default function run() {
  for (;;) {
    try {
      run();
    } catch {
      run();
    }
  }
}
