import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

@ObjectType({ description: 'What whoever runs this deployment has set; only they change it.' })
export class Deployment {
  @Field(() => String, { nullable: true, description: 'Whom its mails are from; null where it sends none.' })
  mailFrom: string | null;

  @Field(() => Int, { description: 'How long events are kept.' })
  eventRetentionDays: number;

  @Field(() => Int, { description: 'How long finished deliveries are kept.' })
  deliveryRetentionDays: number;

  @Field(() => Int, { description: 'How long finished runs of tasks are kept.' })
  runRetentionDays: number;

  @Field(() => Int, { description: 'How long audit records say what happened; their proof stays.' })
  auditRetentionDays: number;

  @Field(() => Int, { description: 'Runs of tasks that an organisation has under way at most.' })
  runsPerTenant: number;

  @Field(() => Int, { description: 'Flows that an organisation has under way at most.' })
  flowsPerTenant: number;
}

export enum SigningKeyStateName {
  ANNOUNCED = 'ANNOUNCED',
  SIGNING = 'SIGNING',
  RETIRING = 'RETIRING',
  RETIRED = 'RETIRED',
}
registerEnumType(SigningKeyStateName, {
  name: 'SigningKeyState',
  description:
    'What a key does: it is published before it signs; retiring, what it signed is still good; retired, it proves old audit heads.',
});

@ObjectType({ description: 'A key of the deployment; it is replaced by itself every thirty days.' })
export class SigningKey {
  @Field(() => ID, { description: 'As in `/.well-known/jwks.json`.' })
  kid: string;

  @Field(() => SigningKeyStateName, { description: 'Whether it signs, will, or did.' })
  state: SigningKeyStateName;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Null while nothing has replaced it.' })
  retiresAt: Date | null;
}
