import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { AppMapping, type AppMappingRow } from '../app-mapping/index.ts';
import { Group } from './group.type.ts';
import { groupLoader } from './group-loader.ts';

@Resolver(() => AppMapping)
export class MappedGroupResolver {
  @FieldResolver(() => Group, { nullable: true, description: 'The group that holds the role, where it is one.' })
  async group(@SignedIn() ctx: Context, @Root() { groupId }: AppMappingRow) {
    return groupId ? ((await groupLoader(ctx).load(groupId)) ?? null) : null;
  }
}
