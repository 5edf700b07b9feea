import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection.ts';

export enum PluginVersionStatus {
  PENDING = 'PENDING',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
  YANKED = 'YANKED',
}
registerEnumType(PluginVersionStatus, {
  name: 'PluginVersionStatus',
  description: 'Whether a version can be installed.',
  valuesConfig: {
    PENDING: { description: 'It waits for approval.' },
    APPROVED: { description: 'It can be installed.' },
    REJECTED: { description: 'It was turned down.' },
    YANKED: { description: 'It was taken back: those who have it keep it, nobody else gets it.' },
  },
});

@ObjectType({ description: 'A package that teaches Joinery a provider.' })
export class Plugin {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'Its id in its manifest; taken wherever the id is.' })
  key: string;

  @Field(() => String)
  name: string;

  @Field(() => String)
  description: string;

  @Field(() => String, { description: 'As in `messaging`; `pluginCategories` lists them.' })
  category: string;

  @Field(() => Boolean, { description: 'Whether it is seen by this tenant alone.' })
  isPrivate: boolean;

  @Field(() => String, { nullable: true, description: 'The version that is offered; null while none is approved.' })
  latestVersion: string | null;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime)
  updatedAt: Date;
}

export const PluginConnection = connectionOf(Plugin);

@ObjectType({ description: 'One release of a plugin. What it is made of never changes.' })
export class PluginVersion {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'Semantic Versioning 2.0.0.' })
  version: string;

  @Field(() => String, { description: 'SHA-256 of its archive, in hexadecimal.' })
  digest: string;

  @Field(() => PluginVersionStatus)
  status: PluginVersionStatus;

  @Field(() => String, { nullable: true, description: 'Why it was rejected or yanked.' })
  statusReason: string | null;

  @Field(() => GraphQLJSON, {
    description: 'What it says of itself: actions, resources, configuration, secrets, hosts.',
  })
  manifest: unknown;

  @Field(() => GraphQLJSON, {
    description: 'What installing it consents to: `hosts`, `secrets`, `effects` (`write`, `destructive`), `events`.',
  })
  permissions: unknown;

  @Field(() => String, { description: 'Compact JWS by its publisher over digest, plugin, version and publisher.' })
  signature: string;

  @Field(() => String, { description: 'The id of the publisher’s key that signed it.' })
  keyId: string;

  @Field(() => String, { description: 'Markdown, for the person who sets it up.' })
  readme: string;

  @Field(() => String, { description: 'Markdown.' })
  changelog: string;

  @Field(() => String, { description: 'An SVG image.' })
  logo: string;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was approved, rejected or yanked.' })
  decidedAt: Date | null;
}

@ObjectType({
  description:
    'How the runs of a version ended, over all tenants. What a provider refused is no failure of the version.',
})
export class PluginVersionRuns {
  @Field(() => Float, { description: 'How many there were.' })
  runs: number;

  @Field(() => Float, { description: 'How many of them failed by the version’s own fault.' })
  failures: number;

  @Field(() => Float, { nullable: true, description: 'Between 0 and 1; null before the first run.' })
  failureRate: number | null;
}

@ObjectType({ description: 'A category of the catalogue, and how many plugins are in it.' })
export class PluginCategory {
  @Field(() => String)
  name: string;

  @Field(() => Int, { description: 'How many plugins are in it.' })
  count: number;
}
