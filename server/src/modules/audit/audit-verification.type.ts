import { GraphQLDateTime, GraphQLSafeInt } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { AuditBreakKind } from './trail-break.ts';

registerEnumType(AuditBreakKind, { name: 'AuditBreakKind', description: 'What was done to an audit log.' });

@ObjectType({
  description:
    'A signed statement of the whole log at one time. Kept elsewhere, it shows later that nothing before it was changed or cut off.',
})
export class AuditHead {
  @Field(() => ID)
  tenantId: string;

  @Field(() => GraphQLSafeInt, { description: 'How many records it covers.' })
  size: number;

  @Field(() => String, { description: "The root of the records' Merkle tree (RFC 9162), in hexadecimal." })
  rootHash: string;

  @Field(() => GraphQLDateTime)
  signedAt: Date;

  @Field(() => String, { description: 'The key that signed it; see `/.well-known/jwks.json`.' })
  keyId: string;

  @Field(() => String, { description: 'Ed25519 (RFC 8032), in base64url.' })
  signature: string;
}

@ObjectType({ description: 'The first place where a log is not what was sealed.' })
export class AuditBreak {
  @Field(() => AuditBreakKind)
  kind: AuditBreakKind;

  @Field(() => GraphQLSafeInt, { description: 'The first record concerned; all before it are as they were sealed.' })
  sequence: number;

  @Field(() => ID, { nullable: true })
  recordId: string | null;

  @Field(() => GraphQLSafeInt, { nullable: true, description: 'The size of the head that shows it.' })
  headSize: number | null;

  @Field(() => String, { description: 'What was found, in a sentence.' })
  reason: string;
}

@ObjectType({ description: 'What a check of the whole audit log found.' })
export class AuditVerification {
  @Field(() => Boolean, { description: 'Whether nothing was changed, removed or added since it was sealed.' })
  intact: boolean;

  @Field(() => GraphQLSafeInt, { description: 'Records that agree with what was sealed, from the first on.' })
  checked: number;

  @Field(() => GraphQLSafeInt, { description: 'How many of these say nothing any more: erased after the retention.' })
  erased: number;

  @Field(() => GraphQLSafeInt, { description: 'Records written but not sealed yet; a moment later they are.' })
  unsealed: number;

  @Field(() => AuditBreak, { nullable: true, description: 'Null when the log is intact.' })
  firstBreak: AuditBreak | null;

  @Field(() => AuditHead, { nullable: true, description: 'The newest signed head.' })
  head: AuditHead | null;
}
