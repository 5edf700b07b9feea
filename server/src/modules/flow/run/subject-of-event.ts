import { z } from 'zod';
import type { Subject } from '../engine/claimed-flow.ts';

const ToldUser = z.object({
  user_id: z.string(),
  user_email: z.string(),
  user_name: z.string(),
  user_first_name: z.string().nullish(),
  user_last_name: z.string().nullish(),
  user_active: z.boolean().default(false),
  user_attributes: z.record(z.string(), z.unknown()).default({}),
});

/** The user as an event tells them, if it is about this one: who was deleted since is in no directory any more. */
export function subjectOfEvent(data: unknown, id: string): Subject | null {
  const told = ToldUser.safeParse(data).data;
  if (told?.user_id !== id) return null;
  return {
    id,
    email: told.user_email,
    username: told.user_name,
    firstName: told.user_first_name || null,
    lastName: told.user_last_name || null,
    isActive: told.user_active,
    attributes: told.user_attributes,
  };
}
