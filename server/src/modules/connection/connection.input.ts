import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';

const MOST_CONFIG = 64 * 1024;
const LONGEST_SECRET = 32 * 1024;

const name = z.string().trim().min(1, 'must not be empty').max(100, 'must have at most 100 characters');
const config = z
  .record(z.string(), z.json(), 'must be an object')
  .refine(
    (value) => JSON.stringify(value).length <= MOST_CONFIG,
    `must have at most ${MOST_CONFIG} characters as JSON`,
  );
const secretName = z.string().max(100);
const secretValue = z.string().min(1, 'must not be empty').max(LONGEST_SECRET, 'is too long');

export const CreateConnection = z.object({
  installationId: z.string(),
  name,
  config,
  secrets: z
    .array(z.object({ name: secretName, value: secretValue }))
    .max(50)
    .default([]),
});

export const UpdateConnection = z.object({
  name: name.optional(),
  config: config.optional(),
  force: z.boolean().default(false),
});

export const SetConnectionSecrets = z.object({
  secrets: z
    .array(z.object({ name: secretName, value: secretValue.nullish() }))
    .min(1, 'must name one')
    .max(50),
  force: z.boolean().default(false),
});

@InputType({ description: 'A secret that a plugin asks for.' })
export class NewConnectionSecretInput {
  @Field(() => String, { description: 'As the manifest names it.' })
  name: string;

  @Field(() => String, { description: 'Never shown again.' })
  value: string;
}

@InputType({ description: 'A new value of a secret, or its removal.' })
export class ConnectionSecretInput {
  @Field(() => String, { description: 'As the manifest names it.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Null removes it.' })
  value?: string | null;
}

@InputType({ description: 'A new connection.' })
export class CreateConnectionInput {
  @Field(() => ID)
  installationId: string;

  @Field(() => String, { description: 'Unique among those of the installation.' })
  name: string;

  @Field(() => GraphQLJSON, { description: 'What the manifest’s `config` (JSON Schema) asks for.' })
  config: unknown;

  @Field(() => [NewConnectionSecretInput], { defaultValue: [], description: 'Those that the manifest asks for.' })
  secrets: NewConnectionSecretInput[];
}

@InputType({ description: 'What to change of a connection; what is left out stays.' })
export class UpdateConnectionInput {
  @Field(() => String, { nullable: true })
  name?: string;

  @Field(() => GraphQLJSON, { nullable: true, description: 'All of the new configuration.' })
  config?: unknown;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether to take a configuration with which the connection does not work.',
  })
  force: boolean;
}
