import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection.ts';

export enum FederatedProviderType {
  GOOGLE = 'google',
  LDAP = 'ldap',
  OIDC = 'oidc',
  SAML = 'saml',
}
registerEnumType(FederatedProviderType, {
  name: 'FederatedProviderType',
  description: 'What kind of directory a federated provider is.',
});

@ObjectType({ description: 'An outside directory that people come from: Google Workspace, an LDAP server.' })
export class FederatedProvider {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'Unique in the tenant.' })
  name: string;

  @Field(() => FederatedProviderType, { description: 'What kind of directory it is; it stays so.' })
  providerType: string;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime)
  updatedAt: Date;
}

export const FederatedProviderConnection = connectionOf(FederatedProvider);
