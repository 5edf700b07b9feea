import { MembershipSource } from '@joinery/prisma';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection, PageArgs } from '../../graphql/page.args.ts';

export enum MemberOrderField {
  LAST_NAME = 'lastName',
  EMAIL = 'email',
  CREATED_AT = 'createdAt',
  SOURCE = 'source',
  EXPIRES_AT = 'expiresAt',
}
registerEnumType(MemberOrderField, {
  name: 'MemberOrderField',
  description: 'What members can be ordered by.',
  valuesConfig: {
    CREATED_AT: { description: 'When they joined.' },
    SOURCE: { description: 'By what they became members.' },
    EXPIRES_AT: { description: 'Those who stay come last, in either direction.' },
  },
});

@InputType({ description: 'Which members: all that is given must hold.' })
export class MemberFilterInput {
  @Field(() => String, { nullable: true, description: 'Part of the email, the username or a name, in any case.' })
  text?: string | null;

  @Field(() => MembershipSource, { nullable: true, description: 'Only those whom this has made members.' })
  source?: MembershipSource | null;
}

@InputType({ description: 'How to order members.' })
export class MemberOrderInput {
  @Field(() => MemberOrderField)
  field: MemberOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  direction: OrderDirection;
}

@ArgsType()
export class MembersArgs extends PageArgs {
  @Field(() => MemberFilterInput, { nullable: true })
  filter: MemberFilterInput | null;

  @Field(() => MemberOrderInput, { nullable: true })
  orderBy: MemberOrderInput | null;
}
