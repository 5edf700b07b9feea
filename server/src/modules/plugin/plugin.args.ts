import { ArgsType, Field, InputType } from 'type-graphql';
import { PageArgs } from '../../graphql/page.args.ts';

@InputType({ description: 'Which plugins: all that is given must hold.' })
export class PluginFilterInput {
  @Field(() => String, { nullable: true, description: 'Part of the key, the name or the description, in any case.' })
  text?: string;

  @Field(() => String, { nullable: true, description: 'Only plugins of this category.' })
  category?: string;
}

@ArgsType()
export class PluginsArgs extends PageArgs {
  @Field(() => PluginFilterInput, { nullable: true })
  filter: PluginFilterInput | null;
}
