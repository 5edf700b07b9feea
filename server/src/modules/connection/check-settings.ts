import type { Manifest } from '@joinery/plugin-sdk/manifest';
import { type FieldError, invalidInput } from '../../errors.ts';
import { faultsOf } from '../../plugins/json-schema.ts';

export interface Settings {
  config: Readonly<Record<string, unknown>>;
  /** Names of the secrets that there will be. */
  secrets: readonly string[];
  /** Those of them that are given now. One that is left from an earlier version of the plugin is in nobody's way. */
  given: readonly string[];
}

/** Throws INVALID_INPUT, by field, unless configuration and secrets are what the manifest asks for. */
export function checkSettings(manifest: Manifest, settings: Settings): void {
  const faults = [...faultsOf(manifest.config, settings.config, 'config'), ...secretFaults(manifest, settings)];
  if (faults.length > 0) throw invalidInput(faults);
}

function secretFaults({ secrets: declared }: Manifest, { secrets, given }: Settings): FieldError[] {
  const unknown = given.filter((name) => !Object.hasOwn(declared, name));
  const missing = Object.entries(declared).filter(([name, { optional }]) => !optional && !secrets.includes(name));
  return [
    ...unknown.map((name) => ({ path: `secrets.${name}`, message: 'is no secret of this plugin' })),
    ...missing.map(([name, { title }]) => ({ path: `secrets.${name}`, message: `is required: ${title}` })),
  ];
}
