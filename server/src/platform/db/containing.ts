/** A Prisma condition: the field has this text somewhere in it, in any case. */
export function containing(text: string) {
  return { contains: text, mode: 'insensitive' as const };
}
