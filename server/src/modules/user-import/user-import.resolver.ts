import { Arg, Args, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loadUser, toUser, User } from '../user/index.ts';
import { importUsers } from './import-users.ts';
import { listImportRows, listUserImports, readUserImport } from './list.ts';
import { ImportRowsArgs, ImportUsersInput, UserImportsArgs } from './user-import.args.ts';
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
  async userImports(
    @SignedIn() ctx: Context,
    @Args(() => UserImportsArgs) { first, after, direction, ...filter }: UserImportsArgs,
  ) {
    return toConnection(await listUserImports(ctx, { page: { first, after, direction }, filter }), toUserImport);
  }

  @Query(() => UserImport, { description: 'One import of users; its counts move while it is under way.' })
  async userImport(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return toUserImport(await readUserImport(ctx, id));
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who has started it; null when the person is gone.' })
  async createdBy(@SignedIn() ctx: Context, @Root() { createdById }: UserImport) {
    const user = createdById ? await loadUser(ctx, createdById) : null;
    return user ? toUser(user) : null;
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
