/** What the portal reads of a plugin's manifest; the API has checked it when it was published. */
export interface Manifest {
  readonly config: object;
  readonly secrets: Readonly<Record<string, SecretWanted>>;
  readonly actions: readonly ManifestAction[];
  readonly resources: readonly { type: string; title: string }[];
}

export interface SecretWanted {
  readonly title: string;
  readonly description: string;
  readonly optional?: boolean;
}

export interface ManifestAction {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly effect: 'read' | 'write' | 'destructive';
  readonly inverse: { readonly action: string } | null;
  readonly idempotent: boolean;
  readonly permissions: readonly string[];
  readonly notSupported?: string;
}

export function manifestOf(version: { manifest: unknown }): Manifest {
  return version.manifest as Manifest;
}
