import { type BenchResult, type Figure, isReached, ratioToFloor } from './result.ts';

const COLUMNS = ['what', 'reached', 'target', 'floor', 'ratio', ''] as const;

/** The table of one benchmark, its notes and faults, as text. */
export function describeResult(bench: string, { figures, faults, notes }: BenchResult): string {
  const rows = figures.map(toCells);
  const widths = COLUMNS.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const toLine = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`.trimEnd();
  return [
    '',
    bench,
    toLine(COLUMNS),
    ...rows.map(toLine),
    ...notes.map((note) => `  · ${note}`),
    ...faults.map((fault) => `  WRONG: ${fault}`),
  ].join('\n');
}

function toCells(figure: Figure): string[] {
  const { label, unit, reached, target, floor } = figure;
  const held = isReached(figure);
  const ratio = ratioToFloor(figure);
  return [
    label,
    `${shown(reached)} ${unit}`,
    target ? ('atLeast' in target ? `≥ ${shown(target.atLeast)}` : `≤ ${shown(target.atMost)}`) : '',
    floor ? `${shown(floor.value)} (${floor.label})` : '',
    ratio === null ? '' : ratio.toFixed(2),
    held === null ? '' : held ? '✓' : '✗',
  ];
}

/** Three significant digits below a thousand, none after the point above. */
function shown(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}

/** One line for a program to read. */
export function toJsonLine(bench: string, { figures, faults, notes }: BenchResult): string {
  const rows = figures.map((figure) => [
    figure.key,
    {
      reached: rounded(figure.reached),
      unit: figure.unit,
      ...(figure.target ?? {}),
      ...(figure.floor ? { floor: rounded(figure.floor.value), ratio: rounded(ratioToFloor(figure)) } : {}),
      isReached: isReached(figure),
    },
  ]);
  return JSON.stringify({ bench, isCorrect: faults.length === 0, ...Object.fromEntries(rows), faults, notes });
}

function rounded(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : Math.round(value * 1000) / 1000;
}
