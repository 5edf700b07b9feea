import { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';

/**
 * Waits for a write, and turns the violation of a unique key into CONFLICT. `messages` says, by the field of the key
 * that the caller knows it by, what to tell.
 */
export async function refuseDuplicate<T>(write: Promise<T>, messages: Record<string, string>): Promise<T> {
  try {
    return await write;
  } catch (cause) {
    if (!(cause instanceof Prisma.PrismaClientKnownRequestError) || cause.code !== 'P2002') throw cause;
    const columns = JSON.stringify(cause.meta ?? {});
    const [path, message] = Object.entries(messages).find(([field]) => columns.includes(toColumn(field))) ?? [];
    if (!path || !message) throw new AppError('CONFLICT', 'it exists already', { cause });
    throw new AppError('CONFLICT', message, { cause, fields: [{ path, message }] });
  }
}

function toColumn(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
