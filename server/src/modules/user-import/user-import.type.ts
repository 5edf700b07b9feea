import { ImportStatus } from '@joinery/prisma';
import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection.ts';
import type { ReportedRow } from './list.ts';
import type { UserImportRow } from './run-import.ts';

export enum ImportModeName {
  PLAN = 'plan',
  APPLY = 'apply',
}
registerEnumType(ImportModeName, {
  name: 'ImportMode',
  description: 'PLAN says what would happen and does none of it.',
});

export enum RowOutcomeName {
  CHANGED = 'changed',
  NOOP = 'noop',
  SKIPPED = 'skipped',
  FAILED = 'failed',
}
registerEnumType(RowOutcomeName, { name: 'ImportRowOutcome', description: 'What became of one row, or would.' });

registerEnumType(ImportStatus, {
  name: 'ImportStatus',
  description: 'SUCCESS when every row has been gone through, whatever became of it.',
});

@ObjectType({ description: 'How many rows came to which outcome so far.' })
export class ImportCounts {
  @Field(() => Int, { description: 'Rows that made a difference, or would.' })
  changed: number;

  @Field(() => Int, { description: 'Rows that say what is so already.' })
  noop: number;

  @Field(() => Int, { description: 'Rows that were left out for a reason.' })
  skipped: number;

  @Field(() => Int, { description: 'Rows that could not be taken.' })
  failed: number;
}

@ObjectType({ description: 'What became of one row of a file.' })
export class UserImportReportRow {
  @Field(() => Int, { description: 'The position in the file, from 1, without the header.' })
  row: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The line of the file that it begins in, from 1; null where it came as `json`.',
  })
  line: number | null;

  @Field(() => String, { nullable: true })
  email: string | null;

  @Field(() => RowOutcomeName, { description: 'What became of the row, or would.' })
  outcome: string;

  @Field(() => String, { nullable: true, description: 'Why it was skipped or has failed.' })
  reason: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'What changed: `old` and `new` by the names of the columns, `groupsAdded`.',
  })
  changes: unknown;
}

export const UserImportReportRowConnection = connectionOf(UserImportReportRow);

@ObjectType({ description: 'One file of users that was gone through, row by row.' })
export class UserImport {
  @Field(() => ID)
  id: string;

  @Field(() => ImportModeName)
  mode: string;

  @Field(() => ImportStatus)
  status: ImportStatus;

  @Field(() => ImportCounts)
  counts: ImportCounts;

  @Field(() => String, { nullable: true, description: 'Why the import broke off.' })
  error: string | null;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true })
  finishedAt: Date | null;

  /** Its user is `createdBy`. */
  createdById: string | null;
}

export const UserImportConnection = connectionOf(UserImport);

export function toUserImport(row: UserImportRow): UserImport {
  const { id, mode, status, error, createdAt, finishedAt, createdById, changed, noop, skipped, failed } = row;
  return { id, mode, status, counts: { changed, noop, skipped, failed }, error, createdAt, finishedAt, createdById };
}

export function toReportRow({ row, line, email, outcome, reason, changes }: ReportedRow): UserImportReportRow {
  return { row, line, email, outcome, reason, changes };
}
