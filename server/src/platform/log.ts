import { trace } from '@opentelemetry/api';
import { type Logger, type LoggerOptions, pino, stdSerializers } from 'pino';
import { MASK, withoutCredentials, withoutSecrets } from './log-redaction.ts';

export type Log = Logger;

/** Names that a child logger's bindings must not show; those do not pass the formatter. */
const SECRET_BINDINGS = ['password', 'token', 'accessToken', 'refreshToken', 'secret', 'authorization', 'cookie'];

/** JSON lines on standard output, without secrets, with the ids of the active trace. */
export function createLog(level: string, destination?: { write(line: string): void }): Log {
  const options: LoggerOptions = {
    level,
    base: { service: 'joinery' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: {
      level: (label) => ({ level: label }),
      log: (logged) => withoutSecrets(logged),
    },
    redact: { paths: SECRET_BINDINGS, censor: MASK },
    serializers: { err: (error) => withoutSecrets(describe(stdSerializers.err(error))) },
    hooks: { streamWrite: withoutCredentials },
    mixin: () => {
      const span = trace.getActiveSpan()?.spanContext();
      return span ? { traceId: span.traceId, spanId: span.spanId } : {};
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Of an error, what helps to find its cause: a driver hangs whole connections on its own, keys and all. */
function describe(error: ReturnType<typeof stdSerializers.err>) {
  const { type, message, stack, code, reason, fields, constraint, table, detail } = error;
  return { type, message, stack, code, reason, fields, constraint, table, detail };
}
