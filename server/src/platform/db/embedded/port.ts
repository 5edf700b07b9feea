import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { AppError } from '../../../errors.ts';

/**
 * The port to listen on. One that was asked for is taken or refused (CONFLICT); else that of the last
 * start, so that a bookmarked connection stays right, unless something else has it by now.
 */
export async function choosePort(file: string, wanted: number | undefined): Promise<number> {
  if (wanted) {
    if (await isFree(wanted)) return wanted;
    throw new AppError('CONFLICT', `port ${wanted} on 127.0.0.1 is taken: PostgreSQL cannot listen there`);
  }
  const remembered = Number(await readFile(file, 'utf8').catch(() => '0'));
  if (remembered > 0 && (await isFree(remembered))) return remembered;
  const port = await anyFreePort();
  await writeFile(file, `${port}\n`);
  return port;
}

function isFree(port: number): Promise<boolean> {
  return listenOnce(port).then(
    () => true,
    () => false,
  );
}

function anyFreePort(): Promise<number> {
  return listenOnce(0);
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
