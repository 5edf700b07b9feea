import { delimiter, dirname } from 'node:path';
import { root, runtime } from './project.mjs';

const QUIET = {
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  CHECKPOINT_DISABLE: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
};

const path = (process.env.PATH || '').split(delimiter);

/** For the project's own programs: its Node first, and nothing that calls home. */
export const environment = { ...process.env, ...QUIET, PATH: [dirname(runtime), ...path].join(delimiter) };

/** For npm, which replaces the project's Node and so must not run on it. */
export const hostEnvironment = {
  ...process.env,
  ...QUIET,
  PATH: path.filter((folder) => !folder.startsWith(root)).join(delimiter),
};
