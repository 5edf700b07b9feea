import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection, PageArgs } from '../../graphql/page.args.ts';

export enum ApplicationOrderField {
  NAME = 'name',
  CREATED_AT = 'createdAt',
  SECRET_ROTATED_AT = 'secretRotatedAt',
}
registerEnumType(ApplicationOrderField, {
  name: 'ApplicationOrderField',
  description: 'What applications can be ordered by.',
});

@InputType({ description: 'Which applications: all that is given must hold.' })
export class ApplicationFilterInput {
  @Field(() => String, { nullable: true, description: 'Part of the name, in any case.' })
  text?: string | null;
}

@InputType({ description: 'How to order applications.' })
export class ApplicationOrderInput {
  @Field(() => ApplicationOrderField)
  field: ApplicationOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  direction: OrderDirection;
}

@ArgsType()
export class ApplicationsArgs extends PageArgs {
  @Field(() => ApplicationFilterInput, { nullable: true })
  filter: ApplicationFilterInput | null;

  @Field(() => ApplicationOrderInput, {
    defaultValue: { field: ApplicationOrderField.NAME, direction: OrderDirection.ASC },
  })
  orderBy: ApplicationOrderInput;
}
