import { startPortal } from './portal.ts';
import { readSettings, WrongSetting } from './settings.ts';

const FORCED_AFTER_MS = 10_000;

async function main(): Promise<void> {
  try {
    const portal = await startPortal(readSettings(process.env));
    const stop = () => {
      setTimeout(() => process.exit(1), FORCED_AFTER_MS).unref();
      portal.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    // Whoever started us over a channel is gone, or waits to hear where we are.
    process.once('disconnect', stop);
    process.send?.({ url: portal.url });
  } catch (error) {
    const text = error instanceof WrongSetting ? error.message : ((error as Error).stack ?? String(error));
    process.stderr.write(`portal: could not start: ${text}\n`);
    process.exit(1);
  }
}

await main();
