import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { AppError, invalidField } from '../errors.ts';
import {
  decidePublicVersion,
  listPendingVersions,
  type OperatorServices,
  revokeKey,
  revokeVersion,
  setPublisherTrust,
} from '../modules/plugin/index.ts';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/db/index.ts';

const USAGE = `What the operator of a deployment decides about its marketplace; with DATABASE_URL.

  node server/dist/cli/plugins.js pending                           public versions that wait for approval
  node server/dist/cli/plugins.js approve <plugin> <version>
  node server/dist/cli/plugins.js reject <plugin> <version> --reason <text>
  node server/dist/cli/plugins.js trust <publisher>                 its versions need no approval from now on
  node server/dist/cli/plugins.js distrust <publisher>
  node server/dist/cli/plugins.js revoke-version <digest> --reason <text>
  node server/dist/cli/plugins.js revoke-key <kid> --reason <text>

What is revoked is not loaded any more, in any tenant, from the next run on. Decisions about a tenant's publisher stand in
that tenant's audit log. Ends with 0 when it is done, 2 when it could not be done.`;

interface Given {
  args: string[];
  reason: string | undefined;
}

const COMMANDS: Record<string, (services: OperatorServices, given: Given) => Promise<string>> = {
  pending: async (services) => {
    const found = await listPendingVersions(services);
    const lines = found.map(
      ({ plugin, version, publisher, digest, permissions }) =>
        `${plugin} ${version} by ${publisher}, SHA-256 ${digest}\n  ${JSON.stringify(permissions)}`,
    );
    return lines.length > 0 ? lines.join('\n') : 'nothing waits for approval';
  },
  approve: async (services, { args: [plugin = '', version = ''] }) => {
    await decidePublicVersion(services, { plugin, version, status: 'APPROVED', reason: null });
    return `${plugin} ${version} can be installed`;
  },
  reject: async (services, { args: [plugin = '', version = ''], reason }) => {
    await decidePublicVersion(services, { plugin, version, status: 'REJECTED', reason: needed(reason) });
    return `${plugin} ${version} is turned down`;
  },
  trust: async (services, { args: [publisher = ''] }) => {
    await setPublisherTrust(services, publisher, true);
    return `versions of ${publisher} need no approval from now on`;
  },
  distrust: async (services, { args: [publisher = ''] }) => {
    await setPublisherTrust(services, publisher, false);
    return `versions of ${publisher} wait for approval from now on`;
  },
  'revoke-version': async (services, { args: [digest = ''], reason }) => {
    await revokeVersion(services, digest, needed(reason));
    return `nothing of the digest ${digest} is loaded any more`;
  },
  'revoke-key': async (services, { args: [kid = ''], reason }) => {
    await revokeKey(services, kid, needed(reason));
    return `nothing that ${kid} signed is loaded any more`;
  },
};

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { reason: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const [name = '', ...args] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (values.help || !command) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const { databaseUrl, databasePool } = readConfig(process.env);
  if (!databaseUrl) throw invalidField('DATABASE_URL', 'names the database of the deployment');
  const onIdleError = (error: Error) => console.error(`a connection was lost: ${error.message}`);
  const db = openDatabase({ url: databaseUrl, poolSize: databasePool, onIdleError });
  try {
    console.log(await command({ db, clock: systemClock }, { args, reason: values.reason }));
    return 0;
  } finally {
    await db.close();
  }
}

function needed(reason: string | undefined): string {
  if (reason) return reason;
  throw invalidField('--reason', 'is needed: it is shown to those who are concerned');
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(`not done: ${error instanceof AppError ? error.message : error}`);
    process.exitCode = 2;
  },
);
