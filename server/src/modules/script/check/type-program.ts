import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The published types of a script's world. The build puts the file beside the compiled server, too. */
export const SCRIPT_TYPES_FILE = fileURLToPath(new URL('../../../sandbox/guest/joinery.d.ts', import.meta.url));

export const SCRIPT = 'script.ts';
export const ENTRY = 'entry.ts';
/** Where the assignment in ENTRY complains about the script's default export. */
export const ENTRY_SOURCE = `import script from './${SCRIPT}';\nexport const run: () => string | Promise<string> = script;\n`;

/**
 * The compiler itself, not the Node program that starts it: that costs more time than the check does. It is a package
 * of its own, which only the package `typescript` knows.
 */
export function compilerPath(): string {
  const typescript = createRequire(import.meta.url).resolve('typescript/package.json');
  const platform = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  return join(
    dirname(createRequire(typescript).resolve(platform)),
    'lib',
    process.platform === 'win32' ? 'tsc.exe' : 'tsc',
  );
}

/**
 * `noResolve`: the program is these files. Whatever a script imports, names in a type or refers to in a comment, no
 * other file of this machine is read, and so none can show in a message.
 */
export function programConfig(): string {
  return JSON.stringify({
    compilerOptions: {
      strict: true,
      noEmit: true,
      noResolve: true,
      target: 'es2023',
      lib: ['es2023'],
      module: 'esnext',
      moduleResolution: 'bundler',
      moduleDetection: 'force',
      isolatedModules: true,
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      types: [],
      paths: { joinery: [SCRIPT_TYPES_FILE] },
    },
    files: [SCRIPT, ENTRY, SCRIPT_TYPES_FILE],
  });
}
