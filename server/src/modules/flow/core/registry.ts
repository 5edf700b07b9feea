import { type CoreActionId, parseCoreInput } from '../../chain/index.ts';
import type { StepResult } from '../step-result.ts';
import { giveRole, takeRole } from './app-mappings.ts';
import { runChain, runTask, undoChain } from './children.ts';
import { changeGroup, makeGroup, removeGroup } from './groups.ts';
import { emailApproval, emailNotification } from './mail.ts';
import { addMember, removeMember } from './members.ts';
import { noGrantsLeft } from './no-grants-left.ts';
import { performedOnce } from './performed-once.ts';
import type { Perform, StepScope } from './performer.ts';
import { activate, createPerson, deactivate, deletePerson, endSessions, updatePerson } from './users.ts';
import { approval, callback, none, sleep } from './waits.ts';

type Performed = Exclude<CoreActionId, 'wait_condition'>;

// Each gets what its own schema has parsed.
const PERFORMERS = {
  none,
  sleep,
  callback,
  approval,
  no_grants_left: noGrantsLeft,
  run_task: runTask,
  run_chain: runChain,
  undo_chain: undoChain,
  email_notification: emailNotification,
  email_approval: emailApproval,
  directory_create_user: createPerson,
  directory_update_user: updatePerson,
  directory_delete_user: deletePerson,
  directory_end_sessions: endSessions,
  directory_create_group: makeGroup,
  directory_update_group: changeGroup,
  directory_delete_group: removeGroup,
  directory_create_app_mapping: giveRole,
  directory_delete_app_mapping: takeRole,
  directory_add_group_member: addMember,
  directory_remove_group_member: removeMember,
  directory_activate_user: activate,
  directory_deactivate_user: deactivate,
} as unknown as Record<Performed, Perform<unknown>>;

/** Those that only change the flow itself: they may be begun again without anybody having been told. */
const INSIDE: ReadonlySet<string> = new Set([
  'none',
  'sleep',
  'callback',
  'approval',
  'wait_condition',
  'no_grants_left',
]);

/** Those whose plan is that they would be done, and nothing to look at. */
const PLANNED_UNSEEN: ReadonlySet<string> = new Set([
  'sleep',
  'callback',
  'approval',
  'email_approval',
  'wait_condition',
  'no_grants_left',
]);

export function isInside(actionType: string): boolean {
  return INSIDE.has(actionType);
}

export function isPlannedUnseen(actionType: string): boolean {
  return PLANNED_UNSEEN.has(actionType);
}

export function performCore(id: Performed, scope: StepScope, input: unknown): Promise<StepResult> {
  const perform = (scope: StepScope) => PERFORMERS[id](scope, parseCoreInput(id, input));
  return id.startsWith('directory_') && scope.flow.mode === 'APPLY' ? performedOnce(scope, perform) : perform(scope);
}

export function isPerformed(id: string): id is Performed {
  return Object.hasOwn(PERFORMERS, id);
}
