/*
 * Threat: Sets and clears timers without end, each earlier than all before: each is told to the process around.
 * If it got through: what the guest sends would pile up unread outside of its limits.
 * Ends as: timeout
 */
export default function run() {
  for (let delay = 2 ** 31 - 1; ; delay -= 1) clearTimeout(setTimeout(() => {}, delay));
}
