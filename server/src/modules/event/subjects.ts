import { type EventSubject, EventSubjectKind } from './subject.type.ts';

/** Where a payload names something, and the event type that says it is no more. */
interface Place {
  readonly kind: EventSubjectKind;
  readonly id: readonly string[];
  readonly name: readonly string[];
  readonly deletedBy?: string;
}

/** The most telling first: whom it is about, then the thing. */
const PLACES: readonly Place[] = [
  {
    kind: EventSubjectKind.USER,
    id: ['user_id', 'user_sub'],
    name: ['user_email', 'user_name'],
    deletedBy: 'user.deleted',
  },
  { kind: EventSubjectKind.GROUP, id: ['group_id'], name: ['group_name'], deletedBy: 'group.deleted' },
  {
    kind: EventSubjectKind.APPLICATION,
    id: ['app_id'],
    name: ['app_name', 'hostname'],
    deletedBy: 'application.deleted',
  },
  { kind: EventSubjectKind.ENTITLEMENT, id: ['resource_id'], name: ['resource_name'] },
  { kind: EventSubjectKind.INTEGRATION, id: ['integration_id'], name: ['integration_name'] },
  { kind: EventSubjectKind.TASK, id: ['task_id'], name: ['task_name'] },
  { kind: EventSubjectKind.ACTION_FLOW, id: ['flow_id'], name: ['chain_name'] },
  { kind: EventSubjectKind.CONNECTION, id: ['connection_id'], name: ['connection_name'] },
];

/** Whom and what an event is about, by its payload alone: what is deleted later is still named. */
export function subjectsOf(event: { type: string; isTest: boolean; data: unknown }): EventSubject[] {
  const data = (event.data ?? {}) as Readonly<Record<string, unknown>>;
  return PLACES.flatMap(({ kind, id, name, deletedBy }) => {
    const called = textIn(data, name);
    if (called === null) return [];
    const isPerson = kind === EventSubjectKind.USER;
    const hasPage = !event.isTest && event.type !== deletedBy;
    return [
      {
        kind,
        id: hasPage ? textIn(data, id) : null,
        name: (isPerson && fullName(data)) || called,
        email: isPerson ? textIn(data, ['user_email']) : null,
      },
    ];
  });
}

function fullName(data: Readonly<Record<string, unknown>>): string {
  return ['user_first_name', 'user_last_name'].flatMap((field) => textIn(data, [field]) ?? []).join(' ');
}

/** The first of these fields that says something. */
function textIn(data: Readonly<Record<string, unknown>>, fields: readonly string[]): string | null {
  for (const field of fields) {
    const value = data[field];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}
