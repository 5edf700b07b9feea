import { Field, ObjectType, registerEnumType } from 'type-graphql';

export enum ScriptTemplateCategory {
  PROVISIONING = 'PROVISIONING',
  OFFBOARDING = 'OFFBOARDING',
  DIRECTORY = 'DIRECTORY',
  SECURITY = 'SECURITY',
  REPORTING = 'REPORTING',
}

registerEnumType(ScriptTemplateCategory, {
  name: 'ScriptTemplateCategory',
  description: 'What a script template is for.',
  valuesConfig: {
    PROVISIONING: { description: 'Gives people what their groups entitle them to, in other tools.' },
    OFFBOARDING: { description: 'Takes access away from who leaves.' },
    DIRECTORY: { description: 'Brings people into the directory and puts them into groups.' },
    SECURITY: { description: 'Watches sign-ins and looks after secrets.' },
    REPORTING: { description: 'Tells others what the directory holds and what happened in it.' },
  },
});

@ObjectType({ description: 'An entry of the task configuration that a script template reads.' })
export class ScriptTemplateConfig {
  @Field(() => String, { description: 'The key of the entry.' })
  key: string;

  @Field(() => String, { description: 'What it says, and in which form.' })
  description: string;

  @Field(() => String, { nullable: true, description: 'What the script takes when there is no such entry.' })
  defaultValue?: string | undefined;

  @Field(() => Boolean, { description: 'Whether the script does nothing without it.' })
  isRequired: boolean;
}

@ObjectType({ description: 'A secret of the task that a script template uses.' })
export class ScriptTemplateSecret {
  @Field(() => String)
  name: string;

  @Field(() => String, { description: 'What it is, and what it must be allowed to do.' })
  description: string;

  @Field(() => Boolean, { description: 'Whether the script does nothing without it.' })
  isRequired: boolean;
}

@ObjectType({ description: 'A script that ships with Joinery, for a task to start from.' })
export class ScriptTemplate {
  @Field(() => String, { description: 'Its name in words joined by dashes, unique among the templates.' })
  name: string;

  @Field(() => String, { description: 'Its name for people.' })
  title: string;

  @Field(() => String, { description: 'What it does, in a sentence or three.' })
  description: string;

  @Field(() => ScriptTemplateCategory, { description: 'What it is for.' })
  category: ScriptTemplateCategory;

  @Field(() => String, { description: 'The source in TypeScript, complete: the `script` of a new task.' })
  script: string;

  @Field(() => [ScriptTemplateConfig], { description: 'The entries of the task configuration that it reads.' })
  config: readonly ScriptTemplateConfig[];

  @Field(() => [ScriptTemplateSecret], { description: 'The secrets that it uses.' })
  secrets: readonly ScriptTemplateSecret[];

  @Field(() => String, {
    nullable: true,
    description: 'The schedule that suits it; null where only an event or a person sets it off.',
  })
  cronExpression: string | null;

  @Field(() => [String], { description: 'The events that an integration may set it off with.' })
  eventTypes: readonly string[];

  @Field(() => [String], { description: 'The hosts that it asks, where its configuration names no others.' })
  allowedHosts: readonly string[];
}
