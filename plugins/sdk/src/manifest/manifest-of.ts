import * as z from 'zod';
import type { PluginDefinition } from '../define/plugin.ts';
import { type Manifest, manifestSchema } from './schema.ts';

/**
 * The manifest of a plugin, whose bundle has this digest (SHA-256, hex). Throws an error that names every place where the
 * definition is not one.
 */
export function manifestOf(
  plugin: PluginDefinition,
  { publisher, sha256 }: { publisher: string; sha256: string },
): Manifest {
  const { id, name, version, description, category, secrets, egress, auth, rateLimit, account } = plugin;
  const parsed = manifestSchema.safeParse({
    sdk: 1,
    id,
    name,
    version,
    description,
    category,
    publisher,
    config: jsonSchemaOf(plugin.config, 'input'),
    secrets,
    egress,
    auth,
    ...(rateLimit ? { rateLimit } : {}),
    ...(account ? { account: [...account] } : {}),
    actions: plugin.actions.map(({ run: _, config: __, input, output, ...action }) => ({
      ...action,
      input: jsonSchemaOf(input, 'input'),
      output: jsonSchemaOf(output, 'output'),
    })),
    resources: plugin.resources.map(({ type, title }) => ({ type, title })),
    bundle: { sha256 },
  });
  if (!parsed.success) throw new Error(`the plugin ${id} makes no manifest: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** JSON Schema 2020-12. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  return z.toJSONSchema(schema, { io });
}
