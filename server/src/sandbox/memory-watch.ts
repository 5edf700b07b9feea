import type { EndKind } from './messages.ts';

/** What code runs in. */
export interface Watched {
  readonly isExecuting: boolean;
  readonly memoryMb: number;
  end(kind: EndKind, message: string): void;
}

const SLACK_MB = 32;
/** What runs may leave behind before the process is replaced. */
const MOST_LEFT_MB = 30;
/** V8 holds an isolate to its limit in its own time, and counts what it counts. */
const OVERSHOOT = 1.5;

/**
 * Strings and buffers pass by V8's own limit, so the process as a whole is watched too. The run that is executing when
 * it grows is the one that makes it grow; where several are, none can be told from the others.
 */
export class MemoryWatch {
  private readonly watched: () => readonly Watched[];
  private idleMb = 0;
  private firstMb = 0;

  constructor(watched: () => readonly Watched[]) {
    this.watched = watched;
  }

  /** To be called while no run is going on: what is taken then is nobody's. Answers whether it has become too much. */
  rest(): 'fine' | 'worn' {
    this.idleMb = rssMb();
    this.firstMb ||= this.idleMb;
    return this.idleMb - this.firstMb > MOST_LEFT_MB ? 'worn' : 'fine';
  }

  look(): 'fine' | 'nobody to blame' {
    const runs = this.watched();
    const allowedMb = runs.reduce((sum, run) => sum + run.memoryMb * OVERSHOOT, this.idleMb + SLACK_MB);
    const takenMb = rssMb();
    if (takenMb <= allowedMb) return 'fine';
    const executing = runs.filter((run) => run.isExecuting);
    if (executing.length !== 1) return 'nobody to blame';
    // What it leaves behind until the process ends is not to be laid at the door of the next one.
    this.idleMb = takenMb;
    executing[0]?.end('out_of_memory', `it took more than ${executing[0].memoryMb} MB`);
    return 'fine';
  }
}

function rssMb(): number {
  return process.memoryUsage.rss() / 2 ** 20;
}
