import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const ENTRY = `import plugin from './src/index.ts';
import { serve } from '@joinery/plugin-sdk/guest';
export default (link) => serve(plugin, link);`;

/**
 * A plugin's code as the sandbox runs it: one classic script that defines `plugin`, whose default takes the sandbox's link
 * and answers. The same sources make the same bytes, wherever they are. Throws esbuild's BuildFailure.
 */
export async function bundlePlugin(folder: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: folder, sourcefile: 'entry.js' },
    absWorkingDir: folder,
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'plugin',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['source'],
    target: 'es2024',
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    plugins: [packagesOfTheSdk, onlyEnglish, zodByItsParts(folder)],
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

const here = fileURLToPath(new URL('.', import.meta.url));

/** A plugin has no packages of its own: the SDK and zod are those of this program. */
const packagesOfTheSdk: Plugin = {
  name: 'packages of the SDK',
  setup(setup) {
    setup.onResolve({ filter: /^(@joinery\/plugin-sdk|zod)(\/|$)/ }, ({ path, kind, pluginData }) =>
      pluginData === here ? undefined : setup.resolve(path, { kind, resolveDir: here, pluginData: here }),
    );
  },
};

/** Half of zod is messages in fifty languages. */
const onlyEnglish: Plugin = {
  name: 'only English',
  setup(setup) {
    setup.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      loader: 'js',
    }));
  },
};

const NAMES = /import\s*\{([^}]*)\}\s*from\s*(['"])@joinery\/plugin-sdk\2/g;

/**
 * What is imported as `z` from the SDK is the whole of zod to the bundler; imported as a namespace, it is what is used of
 * it. Half the code is half the time until a run begins.
 */
function zodByItsParts(folder: string): Plugin {
  return {
    name: 'zod by its parts',
    setup(setup) {
      setup.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (!path.startsWith(folder)) return undefined;
        const contents = (await readFile(path, 'utf8')).replaceAll(NAMES, splitNames);
        return { contents, loader: 'ts' };
      });
    },
  };
}

function splitNames(statement: string, names: string): string {
  const list = names.split(',').map((name) => name.trim());
  if (!list.includes('z')) return statement;
  const others = list.filter((name) => name !== 'z' && name !== '');
  return `import * as z from 'zod'; import { ${others.join(', ')} } from '@joinery/plugin-sdk'`;
}
