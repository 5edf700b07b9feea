/** The value that `part` (0 to 1) of the values do not exceed, by the nearest rank; NaN of none. */
export function percentile(values: ArrayLike<number>, part: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

export function median(values: ArrayLike<number>): number {
  return percentile(values, 0.5);
}
