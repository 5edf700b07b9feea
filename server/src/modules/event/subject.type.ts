import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

export enum EventSubjectKind {
  USER = 'USER',
  GROUP = 'GROUP',
  APPLICATION = 'APPLICATION',
  ENTITLEMENT = 'ENTITLEMENT',
  INTEGRATION = 'INTEGRATION',
  TASK = 'TASK',
  ACTION_FLOW = 'ACTION_FLOW',
  CONNECTION = 'CONNECTION',
}
registerEnumType(EventSubjectKind, { name: 'EventSubjectKind', description: 'What sort of thing an event is about.' });

@ObjectType({ description: 'Whom or what an event is about, as it was called when the event fired.' })
export class EventSubject {
  @Field(() => EventSubjectKind)
  kind: EventSubjectKind;

  @Field(() => ID, {
    nullable: true,
    description: 'Null of an example, of what the event says is deleted, and of what nobody knew.',
  })
  id: string | null;

  @Field(() => String, { description: 'Of a person, the full name, or the address where no name is known.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Address of a person.' })
  email: string | null;
}
