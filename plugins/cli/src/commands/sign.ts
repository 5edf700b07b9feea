import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CompactSign, importJWK } from 'jose';
import { buildPlugin } from '../archive.ts';
import { Complaint, type Given } from '../complaint.ts';

/**
 * Signs the archive that is in `dist`, after a look that it is the one these sources make: `dist/plugin.jws`, a compact
 * JWS (RFC 7515, RFC 8037) over its digest. Or signs a challenge, and prints it.
 */
export async function signCommand({ folder, key, kid, challenge }: Given): Promise<number> {
  if (!key || !kid) throw new Complaint('joinery-plugin sign --key <file> --kid <id of the registered key>');
  const privateKey = await importJWK(JSON.parse(await readFile(resolve(folder, key), 'utf8')), 'EdDSA');
  const sign = (text: string) =>
    new CompactSign(new TextEncoder().encode(text)).setProtectedHeader({ alg: 'EdDSA', kid }).sign(privateKey);
  if (challenge !== undefined) {
    console.log(await sign(challenge));
    return 0;
  }
  const { archive, digest, manifest } = await buildPlugin(folder);
  const built = await readFile(join(folder, 'dist/plugin.zip')).catch(() => undefined);
  if (!built?.equals(archive)) throw new Complaint('dist/plugin.zip is not what these sources make; build it first');
  const { id: plugin, version, publisher } = manifest;
  await writeFile(join(folder, 'dist/plugin.jws'), await sign(JSON.stringify({ digest, plugin, version, publisher })));
  console.log(`${plugin} ${version}: dist/plugin.jws, by ${kid}`);
  return 0;
}
