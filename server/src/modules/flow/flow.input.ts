import { GraphQLJSON } from 'graphql-scalars';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { TimedPageArgs } from '../../graphql/page.args.ts';
import { RunMode } from '../../graphql/run-mode.ts';
import { ActionFlowStatus } from './flow-enums.type.ts';

@InputType({ description: 'A flow to start.' })
export class StartActionFlowInput {
  @Field(() => ID)
  chainId: string;

  @Field(() => GraphQLJSON, { nullable: true, description: "By the chain's `inputSchema`; nothing when left out." })
  input?: unknown;

  @Field(() => ID, { nullable: true, description: 'The user whom it is about; bindings read it as `subject`.' })
  subjectId?: string | null;

  @Field(() => RunMode, {
    nullable: true,
    description: 'APPLY when left out. In PLAN, reads are real and every change is only written down.',
  })
  mode?: RunMode | null;
}

@ArgsType()
export class ActionFlowsArgs extends TimedPageArgs {
  @Field(() => ID, { nullable: true })
  chainId: string | null;

  @Field(() => ID, { nullable: true })
  subjectId: string | null;

  @Field(() => ActionFlowStatus, { nullable: true })
  status: ActionFlowStatus | null;

  @Field(() => RunMode, { nullable: true })
  mode: RunMode | null;

  @Field(() => String, { nullable: true, description: 'Part of the name of the chain, in any case.' })
  text: string | null;
}
