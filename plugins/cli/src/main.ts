#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { buildCommand } from './commands/build.ts';
import { devCommand } from './commands/dev.ts';
import { initCommand } from './commands/init.ts';
import { keygenCommand } from './commands/keygen.ts';
import { publishCommand } from './commands/publish.ts';
import { signCommand } from './commands/sign.ts';
import { testCommand } from './commands/test.ts';
import { Complaint } from './complaint.ts';

const USAGE = `joinery-plugin init <name> [folder]    a working plugin, with its twin
joinery-plugin dev <action> [--input <json>] [--plan]
                                       runs an action against the twin, again whenever a file changes
joinery-plugin test                    the conformance suite
joinery-plugin build                   dist/plugin.zip: the same sources make the same digest
joinery-plugin keygen [file]           a key pair to sign with
joinery-plugin sign --key <file> --kid <id> [--challenge <text>]
                                       dist/plugin.jws; or a challenge, to verify a key
joinery-plugin publish --server <url>  to a Joinery; its API token is read from JOINERY_TOKEN
All but init and keygen work on the plugin in the current folder.`;

const COMMANDS = {
  init: initCommand,
  dev: devCommand,
  test: testCommand,
  build: buildCommand,
  keygen: keygenCommand,
  sign: signCommand,
  publish: publishCommand,
};

const OPTIONS = {
  input: { type: 'string' },
  plan: { type: 'boolean' },
  key: { type: 'string' },
  kid: { type: 'string' },
  challenge: { type: 'string' },
  server: { type: 'string' },
} as const;

async function main(): Promise<number> {
  const args = withValues(process.argv.slice(2));
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [name = '', ...rest] = positionals;
  if (!Object.hasOwn(COMMANDS, name)) throw new Complaint(USAGE);
  const command = COMMANDS[name as keyof typeof COMMANDS];
  return command({ ...values, positionals: rest, folder: process.cwd(), token: process.env.JOINERY_TOKEN });
}

/** An option takes what follows it, as getopt has it: the id of a key may begin with a dash. */
function withValues([arg, ...rest]: string[]): string[] {
  if (arg === undefined) return [];
  const option = Object.entries(OPTIONS).find(([name, { type }]) => type === 'string' && arg === `--${name}`);
  const [value, ...others] = rest;
  return option && value !== undefined ? [`${arg}=${value}`, ...withValues(others)] : [arg, ...withValues(rest)];
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    const isOurs = error instanceof Complaint || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    console.error(isOurs ? (error as Error).message : error);
    process.exitCode = 1;
  },
);
