import { GraphQLDateTime } from 'graphql-scalars';
import { Field, InputType } from 'type-graphql';
import { z } from 'zod';
import { SCOPES, type Scope } from '../../access.ts';
import { ScopeEnum } from './scope.type.ts';

export const CreateApiToken = z.object({
  name: z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters'),
  scopes: z
    .array(z.enum(SCOPES, 'is not a scope'))
    .min(1, 'must name at least one scope')
    .transform((scopes) => [...new Set(scopes)]),
  expiresAt: z.date().nullish(),
});

@InputType({ description: 'A new API token.' })
export class CreateApiTokenInput {
  @Field(() => String, { description: 'What it is for.' })
  name: string;

  @Field(() => [ScopeEnum], { description: 'What it may do: at most what you may do yourself.' })
  scopes: Scope[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ends; in 90 days when left out.' })
  expiresAt?: Date | null;
}
