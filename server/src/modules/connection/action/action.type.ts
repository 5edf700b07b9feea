import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ActionEffect } from '../../../graphql/action-effect.ts';
import { RunMode } from '../../../graphql/run-mode.ts';

export enum ActionOutcome {
  CHANGED = 'changed',
  NOOP = 'noop',
  PLANNED = 'planned',
  ASLEEP = 'asleep',
  SKIPPED = 'skipped',
  FAILED = 'failed',
}
registerEnumType(ActionOutcome, {
  name: 'ActionOutcome',
  description: 'What became of an action.',
  valuesConfig: {
    CHANGED: { description: 'The provider’s state is another now.' },
    NOOP: { description: 'It was so already.' },
    PLANNED: { description: 'It would write; nothing was sent.' },
    ASLEEP: { description: 'It is to be run again at `sleepUntil`.' },
    SKIPPED: { description: 'The provider cannot do this at all; `reason` says why.' },
    FAILED: { description: 'It has not come about; `error` says why.' },
  },
});

@ObjectType({ description: 'A typed operation that a plugin contributes.' })
export class ActionType {
  @Field(() => String, { description: 'As in `github_api_add_user_to_group`.' })
  name: string;

  @Field(() => String, { description: 'A few words, in the imperative.' })
  title: string;

  @Field(() => String, { nullable: true })
  description: string | null;

  @Field(() => GraphQLJSON, { description: 'JSON Schema 2020-12.' })
  inputSchema: unknown;

  @Field(() => GraphQLJSON, { description: 'JSON Schema 2020-12.' })
  outputSchema: unknown;

  @Field(() => ActionEffect, { description: 'What it does to the provider.' })
  effect: ActionEffect;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'What undoes it: `action`, and where its `input` comes from. Null where nothing does.',
  })
  inverse: unknown;

  @Field(() => Boolean, { description: 'Whether doing it twice is the same as doing it once.' })
  isIdempotent: boolean;

  @Field(() => [String], { description: 'What the provider asks of the credentials, in its own words.' })
  permissions: string[];
}

@ObjectType({ description: 'A request that wrote, or in a plan would have.' })
export class ActionEffectRequest {
  @Field(() => String)
  method: string;

  @Field(() => String)
  url: string;

  @Field(() => String, { nullable: true, description: 'Secrets in it are masked.' })
  body: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'What was answered; null where it was not sent, or nobody answered.',
  })
  status: number | null;

  @Field(() => Boolean, { description: 'Whether it was held back.' })
  isPlanned: boolean;
}

@ObjectType({ description: 'Why an action has not come about.' })
export class ActionError {
  @Field(() => String, {
    description:
      '`auth`, `not_found`, `invalid`, `conflict`, `rate_limited`, `unavailable`, `not_supported`, `unexpected_answer`, `denied`, `timeout`, `cancelled`, `crashed` or `plugin`.',
  })
  kind: string;

  @Field(() => String)
  message: string;
}

@ObjectType({ description: 'A line that an action wrote.' })
export class ActionLogLine {
  @Field(() => String, { description: 'RFC 3339, UTC.' })
  at: string;

  @Field(() => String)
  level: string;

  @Field(() => String, { description: 'Secrets in it are masked.' })
  text: string;
}

@ObjectType({ description: 'What an action did.' })
export class ActionResult {
  @Field(() => ActionOutcome, { description: 'What became of it.' })
  outcome: ActionOutcome;

  @Field(() => GraphQLJSON, { nullable: true, description: 'By the action’s `outputSchema`.' })
  output: unknown;

  @Field(() => String, { nullable: true, description: 'Why there was nothing to do.' })
  reason: string | null;

  @Field(() => ActionError, { nullable: true })
  error: ActionError | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it is to be run again.' })
  sleepUntil: Date | null;

  @Field(() => [ActionEffectRequest], { description: 'The requests that wrote, in their order.' })
  effects: ActionEffectRequest[];

  @Field(() => [ActionLogLine], { description: 'What the plugin wrote while it ran.' })
  logs: ActionLogLine[];

  @Field(() => Int)
  durationMs: number;
}

@InputType({ description: 'One action to run, now.' })
export class RunActionInput {
  @Field(() => ID)
  connectionId: string;

  @Field(() => String, { description: 'The name of an action type of the connection’s plugin.' })
  actionType: string;

  @Field(() => GraphQLJSON, { nullable: true, description: 'By the action’s `inputSchema`; nothing when left out.' })
  input?: unknown;

  @Field(() => RunMode, { defaultValue: RunMode.APPLY })
  mode: RunMode;
}
