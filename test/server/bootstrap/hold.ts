// Runs as a process of its own, to be killed: takes a data folder, says so, and stays.
import { lockDataFolder, startEmbeddedPostgres } from '../../../server/src/platform/db/embedded/index.ts';

const [what, folder = ''] = process.argv.slice(2);
if (what === 'lock') lockDataFolder(folder);
const postgres = what === 'postgres' ? await startEmbeddedPostgres({ dataDir: folder }) : undefined;
process.send?.(postgres?.url ?? 'locked');
// The channel keeps it alive; should the test's own process die, it goes too.
process.on('disconnect', () => process.exit());
