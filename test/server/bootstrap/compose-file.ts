import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface ComposeService {
  image?: string;
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
  healthcheck?: { test?: string[]; disable?: boolean };
}

export interface ComposeFile {
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
}

/** The file as Compose reads it, with `${NAME:-default}` and `${NAME:?message}` filled in; throws the message. */
export function readComposeFile(variables: Record<string, string>): ComposeFile {
  const file = parse(readFileSync(`${ROOT}docker-compose.yml`, 'utf8'), { merge: true });
  const fillIn = (text: string) =>
    text.replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name, operator, word) => {
      if (variables[name]) return variables[name];
      if (operator === '-') return word;
      throw new Error(word ?? `${name} has neither a default nor a message`);
    });
  return JSON.parse(JSON.stringify(file), (_, value) => (typeof value === 'string' ? fillIn(value) : value));
}

/** What Compose itself says of the file: its complaint, empty when there is none, or undefined where it is not installed. */
export function askCompose(variables: Record<string, string>): string | undefined {
  const commands = [['docker', 'compose'], ['docker-compose']];
  const compose = commands.find(([file = '', ...args]) => spawnSync(file, [...args, 'version']).status === 0);
  if (!compose) return undefined;
  const [file = '', ...args] = compose;
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    DOCKER_CONFIG: process.env.DOCKER_CONFIG,
    ...variables,
  };
  return spawnSync(file, [...args, 'config', '--quiet'], { cwd: ROOT, env, encoding: 'utf8' }).stderr.trim();
}
