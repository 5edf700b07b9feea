import type { Context, Logger } from '../define/context.ts';
import type { PluginDefinition } from '../define/plugin.ts';
import { ERROR_KINDS, type ErrorKind, ProviderError } from '../define/provider-error.ts';
import { httpFor } from './http.ts';
import type { GuestLink, GuestOrder, HttpCallAnswer } from './protocol.ts';
import { Asleep, Planned } from './signals.ts';

export function contextOf(
  plugin: PluginDefinition,
  link: GuestLink,
  order: GuestOrder,
  config: Record<string, unknown>,
): Context {
  const call = <T>(name: string, input: object) => link.callHost(name, input).catch(rethrow) as Promise<T>;
  const [first = ''] = Object.keys(plugin.egress);
  return {
    config,
    http: httpFor(first, {
      request: (one) => call<HttpCallAnswer>('http.request', one),
      errorOf: plugin.errorOf ?? {},
    }),
    log,
    signJwt: ({ key, ...rest }) => call('jwt.sign', { key: key.secret, header: {}, ...rest }),
    sleepUntil: (time) => {
      throw new Asleep(time);
    },
    run: order.run,
  };
}

function rethrow(error: unknown): never {
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'planned') throw new Planned();
  const kind = (ERROR_KINDS as readonly string[]).includes(code ?? '') ? (code as ErrorKind) : 'unavailable';
  throw new ProviderError(kind, message ?? 'the host refused', { cause: error });
}

const line =
  (level: 'info' | 'warn' | 'error') =>
  (message: string, fields?: Record<string, unknown>): void =>
    // The sandbox's console, whose lines are the run's log.
    // biome-ignore lint/suspicious/noConsole: the only way that a guest has
    console[level](fields ? `${message} ${JSON.stringify(fields)}` : message);

const log: Logger = { info: line('info'), warn: line('warn'), error: line('error') };
