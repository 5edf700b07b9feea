import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What templates can name of every event, besides the fields of its payload.' })
export class TemplateVariable {
  @Field(() => String, { description: 'As a template names it: `{{.EventType}}`.' })
  variable: string;

  @Field(() => String)
  description: string;
}
