import { ArgsType, Field, ID } from 'type-graphql';
import { PageArgs } from '../../graphql/page.args.ts';

@ArgsType()
export class ApiTokensArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Whose; your own when left out.' })
  userId: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that can be used, or only those that have ended.' })
  isActive: boolean | null;

  @Field(() => String, { nullable: true, description: 'Part of the name, in any case.' })
  text: string | null;
}
