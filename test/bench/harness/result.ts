/** One number that a benchmark found, and what it is held against. */
export interface Figure {
  /** Its key in the JSON line. */
  key: string;
  /** What it is, for a reader. */
  label: string;
  unit: string;
  reached: number;
  target?: { atLeast: number } | { atMost: number };
  /** What the machine does without the server, in the same unit. */
  floor?: { label: string; value: number };
}

export interface BenchResult {
  figures: Figure[];
  /** Anything lost, duplicated or wrong. Only this makes the run fail. */
  faults: string[];
  /** How it was measured and what else was seen, a line each. */
  notes: string[];
}

export function isReached({ reached, target }: Figure): boolean | null {
  if (!target) return null;
  return 'atLeast' in target ? reached >= target.atLeast : reached <= target.atMost;
}

export function ratioToFloor({ reached, floor }: Figure): number | null {
  return floor ? reached / floor.value : null;
}
