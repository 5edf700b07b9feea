import { GraphQLDateTime, GraphQLJSON, GraphQLSafeInt } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection.ts';

export enum AuditOutcome {
  CHANGED = 'changed',
  NOOP = 'noop',
  SKIPPED = 'skipped',
  FAILED = 'failed',
}
registerEnumType(AuditOutcome, { name: 'AuditOutcome', description: 'What became of one thing that was asked for.' });

@ObjectType({ description: 'One line of the audit log: who did what to what, and what came of it.' })
export class AuditRecord {
  @Field(() => ID)
  id: string;

  @Field(() => GraphQLSafeInt, {
    nullable: true,
    description: 'Its place in the sealed log, from 0; null until sealed.',
  })
  sequence: number | null;

  @Field(() => String, { description: 'As in `group.member_added`.' })
  action: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The user, or the task whose script did it; null when Joinery acted by itself.',
  })
  actorId: string | null;

  @Field(() => String, { nullable: true })
  actorEmail: string | null;

  @Field(() => String, { description: '`user`, `api_token`, `task` or `system`.' })
  actorKind: string;

  @Field(() => String, { description: 'The kind of thing that it happened to, as in `group`.' })
  targetType: string;

  @Field(() => ID, { nullable: true })
  targetId: string | null;

  @Field(() => String, { nullable: true, description: 'The name that the thing had then.' })
  targetName: string | null;

  @Field(() => AuditOutcome, { description: 'Whether it changed anything, and if not, why in a word.' })
  outcome: AuditOutcome;

  @Field(() => GraphQLJSON, { description: 'Old and new values, reasons.' })
  detail: unknown;

  @Field(() => ID, { nullable: true, description: 'The event that tells of the same change.' })
  eventId: string | null;

  @Field(() => String, { nullable: true, description: 'Records of one request share it.' })
  requestId: string | null;

  @Field(() => String, { nullable: true, description: 'Where the request came from.' })
  ipAddress: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it happened.' })
  at: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When what it said was erased, after the retention; its place and hash stay.',
  })
  erasedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Its leaf hash (RFC 9162) in hexadecimal; null until sealed.' })
  hash: string | null;
}

export const AuditRecordConnection = connectionOf(AuditRecord);
