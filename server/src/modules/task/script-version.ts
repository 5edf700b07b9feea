import { invalidInput } from '../../errors.ts';
import type { TxContext } from '../../transaction.ts';
import { compileScript } from '../script/index.ts';

export interface CheckedScript {
  source: string;
  code: string;
}

/** Type-checks and compiles a script. INVALID_INPUT names each place of it: `script:3:14`. */
export async function checkSource(source: string): Promise<CheckedScript> {
  const compiled = await compileScript(source);
  if (compiled.ok) return { source, code: compiled.code };
  throw invalidInput(
    compiled.diagnostics.map(({ line, column, message }) => ({
      path: `script:${line}:${column}`,
      message: `${message} (line ${line}, column ${column})`,
    })),
  );
}

/** Keeps a script as the next version of a task's. Runs that are under way go on with the one that they have. */
export async function addScriptVersion(
  { tx, tenantId, actor }: TxContext,
  taskId: string,
  { source, code }: CheckedScript,
): Promise<number> {
  const newest = await tx.prisma.taskScript.findFirst({
    where: { taskId },
    orderBy: { version: 'desc' },
    select: { version: true },
  });
  const version = (newest?.version ?? 0) + 1;
  const createdById = actor.kind === 'user' ? actor.id : null;
  await tx.prisma.taskScript.create({ data: { tenantId, taskId, version, source, code, createdById } });
  return version;
}
