type Bounds = { gte?: Date; lt?: Date };

/** A Prisma condition on when something was: `since` belongs to the span, `until` does not. Without both, it is none. */
export function inSpan<Field extends string>(
  field: Field,
  { since, until }: { since?: Date | null | undefined; until?: Date | null | undefined },
): { [Name in Field]?: Bounds } {
  const bounds: Bounds = { ...(since ? { gte: since } : {}), ...(until ? { lt: until } : {}) };
  return (since || until ? { [field]: bounds } : {}) as { [Name in Field]?: Bounds };
}
