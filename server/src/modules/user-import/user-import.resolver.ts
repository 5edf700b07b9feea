import { Arg, Args, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { TimedPageArgs } from '../../graphql/page.args.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { importUsers } from './import-users.ts';
import { listImportRows, listUserImports, readUserImport } from './list.ts';
import { ImportRowsArgs, ImportUsersInput } from './user-import.args.ts';
import {
  toReportRow,
  toUserImport,
  UserImport,
  UserImportConnection,
  UserImportReportRowConnection,
} from './user-import.type.ts';

@Resolver(() => UserImport)
export class UserImportResolver {
  @Query(() => UserImportConnection, { description: 'The imports of users, the newest first.' })
  async userImports(@SignedIn() ctx: Context, @Args(() => TimedPageArgs) page: TimedPageArgs) {
    return toConnection(await listUserImports(ctx, page), toUserImport);
  }

  @Query(() => UserImport, { description: 'One import of users; its counts move while it is under way.' })
  async userImport(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return toUserImport(await readUserImport(ctx, id));
  }

  @FieldResolver(() => UserImportReportRowConnection, { description: 'What became of each row, in their order.' })
  async rows(
    @SignedIn() ctx: Context,
    @Root() { id }: UserImport,
    @Args(() => ImportRowsArgs) { outcome, text, ...page }: ImportRowsArgs,
  ) {
    return toConnection(await listImportRows(ctx, id, { page, outcome, text }), toReportRow);
  }

  @Mutation(() => UserImport, {
    description:
      'Creates and changes users from CSV or JSON, or says what that would do. Emits the events of each change.',
  })
  async importUsers(@SignedIn() ctx: Context, @Arg('input', () => ImportUsersInput) input: ImportUsersInput) {
    return toUserImport(await importUsers(ctx, input));
  }
}
