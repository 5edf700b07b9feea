import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from '../../graphql/page.args.ts';

@ArgsType()
export class InstallationsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Part of the name or of the key of the plugin, in any case.' })
  text: string | null;
}
