import { format } from './format.ts';
import { send } from './link.ts';

type Level = 'debug' | 'info' | 'warn' | 'error';

const logger =
  (level: Level) =>
  (...values: unknown[]): void =>
    send('log', level, format(values));

export const console = {
  debug: logger('debug'),
  log: logger('info'),
  info: logger('info'),
  warn: logger('warn'),
  error: logger('error'),
};
