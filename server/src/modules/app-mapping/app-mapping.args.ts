import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { PageArgs } from '../../graphql/page.args.ts';

@InputType({ description: 'Which mappings: all that is given must hold.' })
export class AppMappingFilterInput {
  @Field(() => ID, { nullable: true })
  applicationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Mappings of this user itself, not of its groups.' })
  userId?: string | null;

  @Field(() => ID, { nullable: true })
  groupId?: string | null;
}

@ArgsType()
export class AppMappingsArgs extends PageArgs {
  @Field(() => AppMappingFilterInput, { nullable: true })
  filter: AppMappingFilterInput | null;
}
