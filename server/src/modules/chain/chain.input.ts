import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import type { Binding } from './binding/index.ts';
import { ChainPurpose, OnFailureEnum, StepConditionOperator } from './chain-enums.type.ts';
import { ON_FAILURE } from './step.ts';

const MOST_STEPS = 100;
const LONGEST_TIMEOUT = 3600;
const integer = (least: number, most: number) => {
  const range = `must be a whole number from ${least} to ${most}`;
  return z.number(range).int(range).min(least, range).max(most, range);
};
const json = z.json() as z.ZodType<Binding>;

const Retry = z
  .object({
    maxAttempts: integer(1, 20)
      .nullish()
      .transform((value) => value ?? 3),
    backoffSeconds: integer(0, 3600)
      .nullish()
      .transform((value) => value ?? 5),
    maxBackoffSeconds: integer(1, 86_400)
      .nullish()
      .transform((value) => value ?? 3600),
  })
  .nullish()
  .transform((value) => value ?? { maxAttempts: 3, backoffSeconds: 5, maxBackoffSeconds: 3600 });

const Step = z.object({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, 'must be lower-case letters, digits and underscores, beginning with a letter')
    .max(60, 'must have at most 60 characters'),
  connectionId: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
  actionType: z.string().min(1, 'must not be empty').max(100, 'must have at most 100 characters'),
  input: json.nullish().transform((value): Binding => value ?? {}),
  onFailure: z
    .enum(ON_FAILURE, `must be one of ${ON_FAILURE.join(', ')}`)
    .nullish()
    .transform((value) => value ?? 'STOP'),
  retry: Retry,
  timeoutSeconds: integer(1, LONGEST_TIMEOUT)
    .nullish()
    .transform((value) => value ?? 60),
  when: z
    .object({
      value: json,
      operator: z
        .enum(['EQ', 'NEQ', 'IN', 'NOT_IN', 'EXISTS', 'NOT_EXISTS'])
        .nullish()
        .transform((value) => value ?? 'EQ'),
      to: json.nullish().transform((value): Binding => value ?? null),
    })
    .nullish()
    .transform((value) => value ?? null),
});

const Steps = z
  .array(Step)
  .min(1, 'must be at least one')
  .max(MOST_STEPS, `must be at most ${MOST_STEPS}`)
  .superRefine((steps, issues) => {
    const seen = new Set<string>();
    for (const [index, { name }] of steps.entries()) {
      if (seen.has(name)) issues.addIssue({ code: 'custom', path: [index, 'name'], message: 'is given twice' });
      seen.add(name);
    }
  });

const name = z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters');
const description = z.string().trim().max(2000, 'must have at most 2000 characters');
const inputSchema = z.record(z.string(), z.json()).nullable();

export const CreateChain = z.object({
  name,
  description: description.nullish().transform((value) => value ?? ''),
  purpose: z
    .enum(['PROVISION', 'DEPROVISION', 'OTHER'])
    .nullish()
    .transform((value) => value ?? 'OTHER'),
  counterpartId: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
  inputSchema: inputSchema.nullish().transform((value) => value ?? null),
  steps: Steps,
});

export const UpdateChain = z.object({
  name: name.nullish(),
  description: description.nullish(),
  purpose: z.enum(['PROVISION', 'DEPROVISION', 'OTHER']).nullish(),
  counterpartId: z.string().nullish(),
  inputSchema: inputSchema.optional(),
  steps: Steps.nullish(),
});

@InputType({ description: 'How often a step is tried, and how long between.' })
export class RetryPolicyInput {
  @Field(() => Int, { nullable: true, description: '1 to 20, the first try included; 3 when left out.' })
  maxAttempts?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Before the second try, doubled for each further one; 5 when left out.',
  })
  backoffSeconds?: number | null;

  @Field(() => Int, { nullable: true, description: 'The longest wait between two tries; an hour when left out.' })
  maxBackoffSeconds?: number | null;
}

@InputType({ description: 'When a step runs; otherwise it is skipped.' })
export class StepConditionInput {
  @Field(() => GraphQLJSON, { description: 'A binding: `{"$from": "subject.attributes.contractor"}`.' })
  value: unknown;

  @Field(() => StepConditionOperator, { nullable: true, description: 'EQ when left out.' })
  operator?: StepConditionOperator | null;

  @Field(() => GraphQLJSON, { nullable: true, description: 'A binding or a literal; a list for IN and NOT_IN.' })
  to?: unknown;
}

@InputType({ description: 'One step of a chain.' })
export class ChainStepInput {
  @Field(() => String, { description: 'Unique in the chain; later steps refer to its output by it.' })
  name: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The connection whose plugin performs it; none for what Joinery does itself.',
  })
  connectionId?: string | null;

  @Field(() => String, { description: 'As in `github_api_add_user_to_group`, or one of `coreActionTypes`: `sleep`.' })
  actionType: string;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description:
      'Literals, `{"$from": "steps.create.output.id"}`, `{"$text": "hello {{subject.firstName}}"}`; from input, subject, steps and flow.',
  })
  input?: unknown;

  @Field(() => OnFailureEnum, { nullable: true, description: 'STOP when left out.' })
  onFailure?: OnFailureEnum | null;

  @Field(() => RetryPolicyInput, { nullable: true, description: 'Three tries when left out.' })
  retry?: RetryPolicyInput | null;

  @Field(() => Int, { nullable: true, description: '1 to 3600, for one try; 60 when left out.' })
  timeoutSeconds?: number | null;

  @Field(() => StepConditionInput, { nullable: true, description: 'When it runs; always, when left out.' })
  when?: StepConditionInput | null;
}

@InputType({ description: 'A new action chain.' })
export class CreateActionChainInput {
  @Field(() => String, { description: 'Unique in the tenant.' })
  name: string;

  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => ChainPurpose, { nullable: true, description: 'OTHER when left out.' })
  purpose?: ChainPurpose | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The chain that takes away what this one gives, or the other way round.',
  })
  counterpartId?: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: "JSON Schema of its flows' input; any input without one." })
  inputSchema?: unknown;

  @Field(() => [ChainStepInput], { description: 'In the order in which they are taken.' })
  steps: ChainStepInput[];
}

@InputType({ description: 'What to change of an action chain; what is left out stays. New steps are a new version.' })
export class UpdateActionChainInput {
  @Field(() => String, { nullable: true })
  name?: string | null;

  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => ChainPurpose, { nullable: true, description: 'Whether it gives or takes away.' })
  purpose?: ChainPurpose | null;

  @Field(() => ID, { nullable: true, description: 'The chain that undoes this one.' })
  counterpartId?: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: "JSON Schema of its flows' input; null takes any." })
  inputSchema?: unknown;

  @Field(() => [ChainStepInput], { nullable: true, description: 'All of its steps.' })
  steps?: ChainStepInput[] | null;
}
