const LONGEST_COMPARED = 80;

/**
 * The candidate that was probably meant by `name`, for "did you mean": equal but for case and
 * separators, or within two edits (one for short names). Undefined when nothing is close.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > LONGEST_COMPARED) return undefined;
  const plainName = withoutSeparators(name);
  let limit = plainName.length < 5 ? 1 : 2;
  let nearest: string | undefined;
  for (const candidate of candidates) {
    const plainCandidate = withoutSeparators(candidate);
    if (plainCandidate === plainName) return candidate;
    if (Math.abs(plainCandidate.length - plainName.length) > limit) continue;
    const distance = editDistance(plainName, plainCandidate);
    if (distance > limit) continue;
    nearest = candidate;
    limit = distance - 1;
  }
  return nearest;
}

function withoutSeparators(name: string): string {
  return name.toLowerCase().replaceAll('_', '').replaceAll('.', '').replaceAll('-', '');
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
