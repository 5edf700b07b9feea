import { GraphQLDateTime } from 'graphql-scalars';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { TimedPageArgs } from '../../graphql/page.args.ts';
import { AuditOutcome } from './audit.type.ts';

@InputType({ description: 'Which records: all that is given must hold.' })
export class AuditFilterInput {
  @Field(() => [String], { nullable: true, description: 'Records of any of these actions.' })
  actions?: string[];

  @Field(() => ID, { nullable: true })
  actorId?: string;

  @Field(() => String, { nullable: true, description: 'As in `group`.' })
  targetType?: string;

  @Field(() => ID, { nullable: true })
  targetId?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Then or later.' })
  since?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Before then.' })
  until?: Date;

  @Field(() => AuditOutcome, { nullable: true, description: 'Only what came out so.' })
  outcome?: AuditOutcome;

  @Field(() => String, {
    nullable: true,
    description: "Part of the action, of the actor's address or of the target's name, in any case.",
  })
  text?: string;
}

@ArgsType()
export class AuditLogArgs extends TimedPageArgs {
  @Field(() => AuditFilterInput, { nullable: true })
  filter: AuditFilterInput | null;
}
