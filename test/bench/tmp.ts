import { plugin } from './plugin.bench.ts';
const { figures, notes } = await plugin();
for (const f of figures) console.log(f.label, f.reached.toFixed(2), f.floor?.value.toFixed(2) ?? '');
console.log(notes);
process.exit();
