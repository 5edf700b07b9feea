import type { UserRole } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import type { SqlTxContext } from '../../transaction.ts';
import { countOwnersExclusively, type UserRow } from '../user/index.ts';
import type { WantedUser } from './wanted-user.ts';

interface Standing {
  role: UserRole;
  isActive: boolean;
}

/** The tenant's active owners while rows are decided one after another. */
export interface OwnerCount {
  add(): void;
  /** Follows a user from one standing to another; PRECONDITION_FAILED when the last owner would be lost. */
  note(before: Standing, after: Standing): void;
  /** How many more there are than at the beginning. */
  difference(): number;
}

/**
 * Counts the active owners if any row concerns one; nobody else takes one away until the transaction ends. A plan
 * writes nothing, so what its earlier chunks decided comes in as `difference`.
 */
export async function countOwners(
  ctx: SqlTxContext,
  { users, wanted, difference }: { users: ReadonlyMap<string, UserRow>; wanted: WantedUser[]; difference: number },
): Promise<OwnerCount> {
  const concerns = wanted.some(({ email, role, active }) => {
    const isOwner = users.get(email)?.role === 'OWNER';
    return role === 'OWNER' || (isOwner && (role !== undefined || active !== undefined));
  });
  const start = concerns ? (await countOwnersExclusively(ctx, [])) + difference : 0;
  let count = start;
  return {
    add: () => {
      count += 1;
    },
    note: (before, after) => {
      const lost = Number(isActiveOwner(before)) - Number(isActiveOwner(after));
      if (lost > 0 && count <= 1) throw new AppError('PRECONDITION_FAILED', 'this is the last active owner');
      count -= lost;
    },
    difference: () => count - start,
  };
}

function isActiveOwner({ role, isActive }: Standing): boolean {
  return role === 'OWNER' && isActive;
}
