import { inWords } from '@/components/status-badge';

export interface TimelineRecord {
  readonly id: string;
  readonly action: string;
  readonly outcome: string;
  readonly actorEmail?: string | null;
  readonly actorKind: string;
  readonly targetType: string;
  readonly targetName?: string | null;
  readonly detail: unknown;
  readonly at: string;
}

const WORDS: Record<string, string> = {
  'user.created': 'Created',
  'user.updated': 'Profile changed',
  'user.activated': 'Activated',
  'user.deactivated': 'Deactivated',
  'user.deleted': 'Deleted',
  'user.password_set': 'Given a password',
  'user.password_changed': 'Password changed',
  'group.created': 'Created',
  'group.updated': 'Changed',
  'group.deleted': 'Deleted',
  'group.member_added': 'Member added',
  'group.member_removed': 'Member removed',
  'group.member_expiry_changed': 'End of a membership moved',
  'app_mapping.created': 'Role given',
  'app_mapping.updated': 'Role changed',
  'app_mapping.deleted': 'Role taken away',
  'login.success': 'Signed in',
  'login.failed': 'Sign-in refused',
  'login.code_requested': 'Asked for a code at sign-in',
  'mfa.enrolled': 'Second factor added',
  'mfa.unenrolled': 'Second factor removed',
};

const OUTCOMES: Record<string, string> = {
  NOOP: 'nothing to do',
  SKIPPED: 'left out',
  FAILED: 'refused',
};

/** What happened, in a few words. */
export function sentenceOf({ action, outcome, targetType, targetName, detail }: TimelineRecord): string {
  const what = WORDS[action] ?? inWords(action.replaceAll('.', ' '));
  const isOfTwo = targetType === 'membership' || targetType === 'app_mapping';
  const role = roleIn(detail);
  const name = isOfTwo && targetName ? `: ${targetName}${role ? ` as ${role}` : ''}` : '';
  const suffix = OUTCOMES[outcome];
  return `${what}${name}${suffix ? ` (${suffix})` : ''}`;
}

/** Who did it. */
export function actorOf({ actorEmail, actorKind, detail }: TimelineRecord): string {
  if (actorEmail) return actorKind === 'api_token' ? `${actorEmail}, by an API token` : actorEmail;
  if (actorKind === 'task') return `the task ${String((detail as { task?: unknown } | null)?.task ?? '')}`.trim();
  return actorKind === 'system' ? 'Joinery' : 'somebody unknown';
}

function roleIn(detail: unknown): string | null {
  const { new: after, old } = (detail ?? {}) as Record<string, { role?: unknown } | undefined>;
  const role = after?.role ?? old?.role;
  return typeof role === 'string' ? role : null;
}
