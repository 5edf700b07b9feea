import { MfaMethodType } from '@joinery/prisma';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { MfaMethodRow } from './internal.ts';

registerEnumType(MfaMethodType, { name: 'MfaMethodType', description: 'How a second factor works.' });

@ObjectType({ description: 'A second factor of a user.' })
export class MfaMethod {
  @Field(() => ID)
  id: string;

  @Field(() => MfaMethodType)
  type: MfaMethodType;

  @Field(() => GraphQLDateTime, { description: 'From then on, signing in asks for a code.' })
  confirmedAt: Date;

  @Field(() => Int, { description: 'How many recovery codes have not been used.' })
  recoveryCodesLeft: number;

  @Field(() => [String], {
    nullable: true,
    description: 'In the answer to `confirmTotp` only: each is good once, in place of a code.',
  })
  recoveryCodes: string[] | null;
}

@ObjectType({
  description: 'A TOTP secret (RFC 6238) to be put into an authenticator, and confirmed with its first code.',
})
export class TotpEnrollment {
  @Field(() => String, { description: 'The secret in base32, to be typed in.' })
  secret: string;

  @Field(() => String, { description: 'The same as an `otpauth://` address, to be shown as a QR code.' })
  uri: string;

  @Field(() => GraphQLDateTime, { description: 'Until when it may be confirmed.' })
  expiresAt: Date;
}

export function toMfaMethod(row: MfaMethodRow, recoveryCodes: string[] | null = null): MfaMethod {
  const { id, type, confirmedAt, createdAt, recoveryHashes } = row;
  return { id, type, confirmedAt: confirmedAt ?? createdAt, recoveryCodesLeft: recoveryHashes.length, recoveryCodes };
}
