import type { BindingSource } from '@/components/schema-form';
import type { EventField } from '../editor/catalogue';

const OF_EVERY_EVENT = ['event.type', 'event.id', 'event.actorId'];

/** What the input of a flow can take from the event that starts it. */
export function eventSources(fields: readonly EventField[]): BindingSource[] {
  return [
    ...fields.map(({ name }) => ({ path: `event.data.${name}`, group: 'What happened' })),
    ...fields.map(({ name }) => ({ path: `event.previous.${name}`, group: 'As it was before' })),
    ...OF_EVERY_EVENT.map((path) => ({ path, group: 'The event' })),
  ];
}

/** Those that are ids: one of them may be the person's whom it is about. */
export function idSources(fields: readonly EventField[]): BindingSource[] {
  const ids = fields.filter(({ name }) => name.endsWith('_id'));
  const [people, others] = [ids.filter(isOfPerson), ids.filter((field) => !isOfPerson(field))];
  return [
    ...[...people, ...others].map(({ name }) => ({ path: `event.data.${name}`, group: 'What happened' })),
    { path: 'event.actorId', group: 'Who did it' },
  ];
}

function isOfPerson({ name }: EventField): boolean {
  return name === 'user_id' || name.endsWith('_user_id');
}
