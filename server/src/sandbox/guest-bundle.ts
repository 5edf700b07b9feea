import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * The guest's side as one script, whose value is the function `connect`. It is made of the sources, or of what they
 * were built to: whichever this file is.
 */
export async function bundleGuest(): Promise<string> {
  const entry = fileURLToPath(new URL(`./guest/index${extname(import.meta.url)}`, import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'guest',
    platform: 'neutral',
    target: 'es2024',
    minify: true,
    // Names stand in what scripts print of errors and classes.
    keepNames: false,
    minifyIdentifiers: false,
    legalComments: 'none',
  });
  return `(() => { "use strict"; ${outputFiles[0]?.text} return guest.connect; })()`;
}
