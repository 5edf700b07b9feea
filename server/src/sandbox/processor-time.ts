import type ivm from 'isolated-vm';

interface Account {
  insideMs: number;
  spentMs: number;
}

/**
 * What isolates take of the processor. What an isolate tells itself is how long threads were inside it, whether they had
 * a processor or waited for one: on a busy machine that is many times more. What the process's other threads took in the
 * meantime, the kernel knows; it is shared out by how long each isolate had a thread inside it.
 */
export class ProcessorTime {
  private readonly accounts = new Map<ivm.Isolate, Account>();
  private takenMs = takenByGuestsMs();

  /** From here on. */
  begin(isolate: ivm.Isolate): void {
    this.share();
    this.accounts.set(isolate, { insideMs: insideMs(isolate), spentMs: 0 });
  }

  /** Milliseconds since it began; 0 for one that has not. */
  spentMs(isolate: ivm.Isolate): number {
    this.share();
    return this.accounts.get(isolate)?.spentMs ?? 0;
  }

  end(isolate: ivm.Isolate): void {
    this.accounts.delete(isolate);
  }

  /** Whether each of those inside, of which one is watched, could have had so many milliseconds from here on. */
  watch(ms: number): { hasHad(): boolean } {
    const since = takenByGuestsMs();
    return { hasHad: () => takenByGuestsMs() - since >= ms * Math.max(1, this.accounts.size) };
  }

  private share(): void {
    // Two clocks are read, one after the other: their difference may step back a little, and nobody gives time back.
    const takenMs = Math.max(this.takenMs, takenByGuestsMs());
    const sharedMs = takenMs - this.takenMs;
    this.takenMs = takenMs;
    const stays = [...this.accounts]
      .filter(([isolate]) => !isolate.isDisposed)
      .map(([isolate, account]) => {
        const now = insideMs(isolate);
        const stayedMs = now - account.insideMs;
        account.insideMs = now;
        return { account, stayedMs };
      });
    const allMs = stays.reduce((sum, { stayedMs }) => sum + stayedMs, 0);
    if (allMs <= 0) return;
    // Nobody takes longer than they stay: the rest is the collector's, and the compiler's.
    for (const { account, stayedMs } of stays) account.spentMs += Math.min(stayedMs, (sharedMs * stayedMs) / allMs);
  }
}

const insideMs = (isolate: ivm.Isolate): number => Number(isolate.cpuTime) / 1e6;

/** By all threads but this one, on which nothing of a guest runs. */
function takenByGuestsMs(): number {
  const [all, own] = [process.cpuUsage(), process.threadCpuUsage()];
  return (all.user + all.system - own.user - own.system) / 1000;
}
