import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './harness/longest-first.ts';

const sdk = (entry: string) => fileURLToPath(new URL(`../plugins/sdk/src/${entry}.ts`, import.meta.url));
const prisma = (file: string) => fileURLToPath(new URL(`../prisma/${file}`, import.meta.url));

export default defineConfig({
  resolve: {
    // The sources, as for the server: what is tested is what was last saved, not what was last built.
    alias: [
      { find: /^@joinery\/prisma$/, replacement: prisma('client.ts') },
      // type-graphql loads graphql's CommonJS build: one realm for all, or schemas do not fit together.
      { find: /^graphql$/, replacement: fileURLToPath(new URL('../node_modules/graphql/index.js', import.meta.url)) },
      { find: /^@joinery\/plugin-sdk$/, replacement: sdk('index') },
      { find: /^@joinery\/plugin-sdk\/types$/, replacement: sdk('types') },
      { find: /^@joinery\/plugin-sdk\/(manifest|guest|host|testing)$/, replacement: sdk('$1/index') },
      { find: /^@joinery\/prisma\/migrate$/, replacement: prisma('migrate.ts') },
    ],
  },
  test: {
    include: ['**/*.test.ts'],
    pool: 'forks',
    // A worker keeps what it has loaded for its next file: to load the server again for each took as much as the tests.
    isolate: false,
    // Every file has its own database and pools; the one PostgreSQL behind them has room for this many files at once.
    // Two more than there are processors: many wait for what they have killed, or for a browser.
    maxWorkers: Math.min(availableParallelism() + 2, 4),
    sequence: { sequencer: LongestFirst },
    // What type-graphql's decorators need before any of them runs; the server's own entry does the same.
    setupFiles: ['reflect-metadata'],
    globalSetup: ['./harness/cluster.ts'],
    reporters: ['default', './harness/closing-line.ts'],
    // Bounds for what hangs, and no measure of speed: a machine may be many times slower than another.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
  },
});
