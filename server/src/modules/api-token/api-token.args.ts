import { ArgsType, Field, ID } from 'type-graphql';
import { PageArgs } from '../../graphql/page.args.ts';

@ArgsType()
export class ApiTokensArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Whose; your own when left out.' })
  userId: string | null;
}
