import { z } from 'zod';
import { core, idOf } from './core-action.ts';

const mapping = {
  applicationId: idOf('application').describe('The application.'),
  userId: idOf('user').optional().describe('The user who has the role.'),
  groupId: idOf('group').optional().describe('Or of the group whose members have it.'),
  role: z.string().min(1).max(200).describe('As the application calls it.'),
};
const SAME = {
  applicationId: 'input.applicationId',
  userId: 'input.userId',
  groupId: 'input.groupId',
  role: 'input.role',
};

export const DIRECTORY_APPLICATIONS = {
  directory_create_app_mapping: core({
    title: 'Give a role in an application',
    description: 'Maps a user or a group of the directory to a role in an application.',
    input: z.strictObject(mapping),
    output: z.object({ appMappingId: z.string() }),
    effect: 'write',
    inverse: { action: 'directory_delete_app_mapping', input: SAME },
    scope: 'application:write',
  }),
  directory_delete_app_mapping: core({
    title: 'Take a role in an application',
    description: 'Ends the mapping of a user or a group of the directory to a role in an application.',
    input: z.strictObject(mapping),
    effect: 'destructive',
    inverse: { action: 'directory_create_app_mapping', input: SAME },
    scope: 'application:write',
  }),
};
