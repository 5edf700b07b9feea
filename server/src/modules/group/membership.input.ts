import { MembershipSource } from '@joinery/prisma';
import { z } from 'zod';

/** `expiresAt` left out keeps what an existing membership has; null makes it one without an end. */
export const AddGroupMember = z.object({
  groupId: z.string(),
  userId: z.string(),
  expiresAt: z.date().nullish(),
  source: z.enum(MembershipSource).default('MANUAL'),
});
