/** Writes `server/schema.graphql`, by which clients and the portal know the server: `npm run schema`. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { printedSchema } from '../graphql/print-schema.ts';

const path = fileURLToPath(new URL('../../schema.graphql', import.meta.url));
await writeFile(path, printedSchema());
console.log(`wrote ${path}`);
