import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import type { Given } from '../complaint.ts';

/** Writes a private key (Ed25519, a JWK), never over another file, and shows the public half. */
export async function keygenCommand({ folder, positionals: [file = 'key.json'] }: Given): Promise<number> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(privateKey);
  await writeFile(join(folder, file), `${JSON.stringify(jwk, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  console.log(`${file} holds the private key: keep it from everybody. Register the public one:`);
  console.log(JSON.stringify({ kty: jwk.kty, crv: jwk.crv, x: jwk.x }));
  return 0;
}
