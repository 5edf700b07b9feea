import { GraphQLJSON } from 'graphql-scalars';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { JsonValue } from './catalogue/index.ts';

export enum EventFieldType {
  STRING = 'string',
  INTEGER = 'integer',
  BOOLEAN = 'boolean',
  DATETIME = 'datetime',
  JSON = 'json',
}
registerEnumType(EventFieldType, { name: 'EventFieldType', description: 'What the values of a payload field are.' });

@ObjectType({ description: "A field of an event's payload, to be named in conditions and templates." })
export class EventField {
  @Field(() => String, { description: 'Its name in conditions: `user_email`, which may be written `user.email` too.' })
  name: string;

  @Field(() => EventFieldType)
  type: EventFieldType;

  @Field(() => String)
  description: string;

  @Field(() => Boolean, { description: 'Whether an event of this type may lack it.' })
  isOptional: boolean;

  @Field(() => String, { description: 'How a template names it: `{{.Data.user_email}}`.' })
  variable: string;

  @Field(() => GraphQLJSON, { nullable: true, description: 'A plausible value.' })
  example: JsonValue | null;
}

@ObjectType('EventType', { description: 'A kind of event that integrations may listen to.' })
export class DescribedEventType {
  @Field(() => String, { description: 'As in `group.member_added`.' })
  name: string;

  @Field(() => String)
  description: string;

  @Field(() => [EventField], { description: 'The fields of its payload, usable in conditions and templates.' })
  fields: EventField[];
}
