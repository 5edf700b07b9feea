import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';

export const InstallPlugin = z.object({
  pluginId: z.string(),
  version: z.string().max(50).nullish(),
  acceptPermissions: z.unknown().optional(),
  autoUpdate: z.boolean().default(false),
});

export const UpgradeInstallation = z.object({
  id: z.string(),
  version: z.string().max(50).nullish(),
  acceptPermissions: z.unknown().optional(),
});

@InputType({ description: 'Which plugin to install, and what it is allowed.' })
export class InstallPluginInput {
  @Field(() => ID, { description: 'The plugin’s id or key.' })
  pluginId: string;

  @Field(() => String, { nullable: true, description: 'The offered one when left out.' })
  version?: string | null;

  @Field(() => GraphQLJSON, { description: 'The version’s `permissions`, as they were shown and accepted.' })
  acceptPermissions: unknown;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether newer versions that may do no more are taken by themselves.',
  })
  autoUpdate: boolean;
}

@InputType({ description: 'Which version an installation is to have.' })
export class UpgradeInstallationInput {
  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true, description: 'The offered one when left out.' })
  version?: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The version’s `permissions`; needed where they are wider than those that were consented to.',
  })
  acceptPermissions?: unknown;
}
