import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { AppError } from '../../../errors.ts';
import type { SigningSecretValue } from './signing-secret.ts';

@ObjectType({ description: 'What receivers verify the signature of requests with (Standard Webhooks 1.0).' })
export class SigningSecret {
  @Field(() => String, { description: '`whsec_` and base64.' })
  secret: string;

  @Field(() => String, {
    nullable: true,
    description: 'The one before the last rotation, while requests are signed by both.',
  })
  previousSecret: string | null;

  @Field(() => GraphQLDateTime, { nullable: true })
  previousExpiresAt: Date | null;
}

/** The valid secrets of an integration, the current one first, as the API shows them. */
export function toSigningSecret([current, previous]: readonly SigningSecretValue[]): SigningSecret {
  if (!current)
    throw new AppError('PRECONDITION_FAILED', 'this integration has no signing secret; rotate it to give it one');
  return {
    secret: current.secret,
    previousSecret: previous?.secret ?? null,
    previousExpiresAt: previous?.expiresAt ?? null,
  };
}
