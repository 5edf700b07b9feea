import { Field, InputType } from 'type-graphql';
import { z } from 'zod';
import { MOST_PACKED } from '../../../plugins/archive/entries.ts';

const MOST_BASE64 = Math.ceil(MOST_PACKED / 3) * 4;

export const PublishPlugin = z.object({
  archive: z
    .string()
    .max(MOST_BASE64, `must be of at most ${MOST_PACKED} bytes before base64`)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be the archive in base64')
    .transform((text) => Buffer.from(text, 'base64')),
  signature: z.string().max(4096, 'must have at most 4096 characters'),
});

@InputType({ description: 'A new version of a plugin, as `joinery-plugin build` and `joinery-plugin sign` make it.' })
export class PublishPluginInput {
  @Field(() => String, { description: 'The archive (zip) in base64.' })
  archive: string;

  @Field(() => String, {
    description: 'A compact JWS by a key of the publisher over digest, plugin, version, publisher.',
  })
  signature: string;
}
