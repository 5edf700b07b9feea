import { readFileSync } from 'node:fs';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import type { EventType } from '../event/index.ts';
import { SCRIPT_TEMPLATES } from './templates/index.ts';

export interface TemplateConfig {
  key: string;
  description: string;
  /** What the script takes when the key is not there. */
  defaultValue?: string;
  isRequired?: boolean;
}

export interface TemplateSecret {
  name: string;
  description: string;
  isRequired?: boolean;
}

/** What a script that ships says of itself: `templates/<name>/template.ts`, beside its `script.ts`. */
export interface ScriptTemplateSpec {
  name: string;
  title: string;
  description: string;
  category: 'PROVISIONING' | 'OFFBOARDING' | 'DIRECTORY' | 'SECURITY' | 'REPORTING';
  config: readonly TemplateConfig[];
  secrets: readonly TemplateSecret[];
  /** Null where only an event, or a person, sets it off. */
  cronExpression: string | null;
  /** Events that an integration may set it off with. */
  eventTypes: readonly EventType[];
  /** What the task has to allow it to reach, where the config names no other address. */
  allowedHosts: readonly string[];
}

export interface OfferedTemplate extends ScriptTemplateSpec {
  config: readonly (TemplateConfig & { isRequired: boolean })[];
  secrets: readonly (TemplateSecret & { isRequired: boolean })[];
  script: string;
}

/** Every script that a task can start from, in the order in which they are offered. */
export function listScriptTemplates(ctx: Context): OfferedTemplate[] {
  requireScope(ctx, 'task:read');
  return SCRIPT_TEMPLATES.map((spec) => ({
    ...spec,
    config: spec.config.map((entry) => ({ isRequired: false, ...entry })),
    secrets: spec.secrets.map((secret) => ({ isRequired: false, ...secret })),
    script: scriptOf(spec),
  }));
}

const scripts = new Map<string, string>();

/** The source is text for us: it runs in a sandbox, and is no part of this program. */
function scriptOf({ name }: ScriptTemplateSpec): string {
  let script = scripts.get(name);
  if (script === undefined) {
    script = readFileSync(new URL(`./templates/${name}/script.ts`, import.meta.url), 'utf8');
    scripts.set(name, script);
  }
  return script;
}
