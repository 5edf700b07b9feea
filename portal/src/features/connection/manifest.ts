import type { JsonSchema } from '@/components/schema-form';

/** What a connection needs to know of its plugin's manifest. */
export interface Manifest {
  readonly config: JsonSchema;
  readonly secrets: Readonly<Record<string, SecretWanted>>;
}

export interface SecretWanted {
  readonly title: string;
  readonly description: string;
  readonly optional?: boolean;
}

export function manifestOf(version: { manifest: unknown }): Manifest {
  return version.manifest as Manifest;
}
