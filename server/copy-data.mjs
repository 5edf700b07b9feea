import { cpSync, globSync } from 'node:fs';

// What the server reads as text stands beside its compiled code, as it stands beside its sources. tsc leaves it behind.
const DATA = ['src/sandbox/guest/joinery.d.ts', 'src/modules/script/templates/*/script.ts'];

for (const file of globSync(DATA)) cpSync(file, file.replace(/^src/, 'dist'));
