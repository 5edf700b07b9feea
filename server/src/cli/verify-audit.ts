import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import {
  type ExportVerdict,
  type KeptApart,
  parseHead,
  parseKeys,
  verifyExport,
} from '../modules/audit/verify-export.ts';

const USAGE = `Checks an export of an audit log (GET /audit/export) without a database.

  node server/dist/cli/verify-audit.js <file> [--jwks <file>] [--head <file>]

  --jwks  the keys to believe, kept from /.well-known/jwks.json; without it, those that the export names itself
  --head  a signed head kept from the query auditHead: shows that the export continues the log of that time

Ends with 0 where the log is intact, 1 where it is not, 2 where it could not be checked.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { jwks: { type: 'string' }, head: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const [file, ...more] = positionals;
  if (values.help || !file || more.length > 0) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const kept: KeptApart = {
    ...(values.jwks ? { keys: parseKeys(await readJson(values.jwks)) } : {}),
    ...(values.head ? { head: parseHead(await readJson(values.head)) } : {}),
  };
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  const verdict = await verifyExport(lines, kept);
  tell(file, verdict, kept);
  return verdict.intact ? 0 : 1;
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}

function tell(file: string, verdict: ExportVerdict, kept: KeptApart): void {
  const { head, problem } = verdict;
  if (problem) {
    console.log(`NOT INTACT: ${file}, line ${problem.line}: ${problem.reason}`);
    return;
  }
  console.log(`intact: ${verdict.checked} records of tenant ${verdict.tenantId} are as they were sealed`);
  if (head) console.log(`newest head: size ${head.size}, signed ${head.timestamp.toISOString()} by key ${head.keyId}`);
  if (kept.head)
    console.log(`continues the kept head of size ${kept.head.size}: nothing before it was changed or cut off`);
  if (verdict.erased > 0)
    console.log(`${verdict.erased} of them say nothing any more: erased, as the log itself tells`);
  if (verdict.unsealed > 0) console.log(`not in it: ${verdict.unsealed} records that were not sealed yet`);
  if (verdict.unverifiedHeads > 0)
    console.log(`${verdict.unverifiedHeads} older heads are by keys that were not given`);
  if (!kept.keys) console.log('the keys are those of the export itself: give --jwks with keys that you kept');
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(`cannot check: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  },
);
