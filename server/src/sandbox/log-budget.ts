import { LOG_LEVELS, type LogLine, MOST_LOG_LINES } from './contract.ts';

const BATCH_MS = 20;
const BATCH_BYTES = 32 * 1024;

/** Gathers a run's log lines into batches, and stops at the limit with a line that says so. */
export class LogBudget {
  bytes = 0;
  private readonly limit: number;
  private readonly onLines: (lines: LogLine[]) => void;
  private lines: LogLine[] = [];
  private batchBytes = 0;
  private timer: NodeJS.Timeout | undefined;
  private isFull = false;
  private count = 0;

  constructor(limit: number, onLines: (lines: LogLine[]) => void) {
    this.limit = limit;
    this.onLines = onLines;
  }

  add(level: LogLine['level'], text: string): void {
    if (this.isFull || !LOG_LEVELS.includes(level)) return;
    const bytes = Buffer.byteLength(text);
    const passed = this.passedBy(bytes);
    if (passed) {
      this.isFull = true;
      this.keep('warn', `the log has reached its limit of ${passed}; the rest is left out`);
    } else {
      this.count += 1;
      this.bytes += bytes;
      this.batchBytes += bytes;
      this.keep(level, text);
    }
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.lines.length > 0) this.onLines(this.lines);
    this.lines = [];
    this.batchBytes = 0;
  }

  /** The limit that one more line would pass. */
  private passedBy(bytes: number): string | undefined {
    if (this.bytes + bytes > this.limit) return `${this.limit} bytes`;
    // Empty lines have no bytes, and are kept and written all the same.
    return this.count >= MOST_LOG_LINES ? `${MOST_LOG_LINES} lines` : undefined;
  }

  private keep(level: LogLine['level'], text: string): void {
    this.lines.push({ at: new Date().toISOString(), level, text });
    if (this.batchBytes >= BATCH_BYTES || this.isFull) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), BATCH_MS);
  }
}
