import { LOG_LEVELS, type LogLine } from './contract.ts';

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

  constructor(limit: number, onLines: (lines: LogLine[]) => void) {
    this.limit = limit;
    this.onLines = onLines;
  }

  add(level: LogLine['level'], text: string): void {
    if (this.isFull || !LOG_LEVELS.includes(level)) return;
    const bytes = Buffer.byteLength(text);
    this.isFull = this.bytes + bytes > this.limit;
    if (this.isFull) {
      this.keep('warn', `the log has reached its limit of ${this.limit} bytes; the rest is left out`);
    } else {
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

  private keep(level: LogLine['level'], text: string): void {
    this.lines.push({ at: new Date().toISOString(), level, text });
    if (this.batchBytes >= BATCH_BYTES || this.isFull) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), BATCH_MS);
  }
}
