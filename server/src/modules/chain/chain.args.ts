import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from '../../graphql/page.args.ts';
import { ChainPurpose } from './chain-enums.type.ts';

@ArgsType()
export class ActionChainsArgs extends PageArgs {
  @Field(() => ChainPurpose, { nullable: true })
  purpose: ChainPurpose | null;

  @Field(() => String, { nullable: true, description: 'Part of the name, in any case.' })
  text: string | null;
}
