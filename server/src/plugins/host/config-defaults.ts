import type { Manifest } from '@joinery/plugin-sdk/manifest';

/** A connection's configuration with the defaults of the manifest's schema, for what the host itself reads of it. */
export function withDefaults(manifest: Manifest, config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const properties = (manifest.config.properties ?? {}) as Record<string, { default?: unknown }>;
  const defaults = Object.entries(properties).filter(([, property]) => property.default !== undefined);
  return { ...Object.fromEntries(defaults.map(([name, property]) => [name, property.default])), ...config };
}
