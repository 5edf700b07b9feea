import { z } from 'zod';
import { AppError } from './errors.ts';
import { parseAllowList } from './platform/egress/index.ts';
import { readTrustedProxies, type TrustedProxies } from './trusted-proxies.ts';

const ROLES = ['api', 'worker'] as const;
export type Role = (typeof ROLES)[number];

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

const ENVIRONMENTS = ['development', 'production', 'test'] as const;

const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((number) => number >= min && number <= max)
    .or(z.never(`must be a whole number from ${min} to ${max}`));

const url = z.url({ protocol: /^https?$/, message: 'must be a URL, https://… or http://…' });

const MAILBOX = /^([^<>\r\n]* <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/;

/** Every setting of the server: the environment variable, its meaning, its default. README.md has the same table. */
const Environment = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .refine((text) => URL.canParse(text), 'must be a URL')
    .optional(),
  PORT: integer(0, 65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  JOINERY_HOME: z.string().min(1).default('.joinery'),
  JOINERY_MASTER_KEY: z.string().min(1).optional(),
  JOINERY_NEW_MASTER_KEY: z.string().min(1).optional(),
  JOINERY_DEMO_PASSWORD: z.string().min(12, 'must have at least 12 characters').optional(),
  JOINERY_EGRESS_ALLOW: z.string().default('').transform(list).superRefine(refuseWrongExemptions),
  JOINERY_ROLES: z
    .string()
    .default('api,worker')
    .transform(list)
    .pipe(z.array(z.enum(ROLES, `must be a list of ${ROLES.join(', ')}`)).min(1, 'must name at least one role')),
  JOINERY_TRUST_PROXY: z.string().default('false').transform(trustedProxies),
  JOINERY_DATABASE_POOL: integer(2, 200).default(16),
  JOINERY_DELIVERY_RETENTION_DAYS: integer(1, 3650).default(30),
  JOINERY_EVENT_RETENTION_DAYS: integer(1, 3650).default(90),
  JOINERY_RUN_RETENTION_DAYS: integer(1, 3650).default(30),
  JOINERY_AUDIT_RETENTION_DAYS: integer(30, 36_500).default(365),
  JOINERY_RUNS_PER_WORKER: integer(1, 1000).default(64),
  JOINERY_RUNS_PER_TENANT: integer(1, 1000).default(10),
  JOINERY_SANDBOX_PROCESSES: integer(1, 1000).optional(),
  JOINERY_FLOWS_PER_WORKER: integer(1, 1000).default(64),
  JOINERY_FLOWS_PER_TENANT: integer(1, 1000).default(32),
  JOINERY_PUBLIC_URL: url.optional(),
  JOINERY_PORTAL_URL: url.optional(),
  JOINERY_RUNNER_LABELS: z.string().default('').transform(list),
  JOINERY_GOOGLE_API_URL: url.default('https://admin.googleapis.com'),
  JOINERY_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/?#\s]+$/, 'must be smtp://… or smtps://…, with a host and without a path')
    .refine((text) => URL.canParse(text), 'must be a URL')
    .optional(),
  JOINERY_MAIL_FROM: z.string().regex(MAILBOX, 'must be an address, alone or as Name <address>').optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  NODE_ENV: z.enum(ENVIRONMENTS, `must be one of ${ENVIRONMENTS.join(', ')}`).default('development'),
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url.optional(),
  OTEL_SDK_DISABLED: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['true', 'false'], 'must be true or false'))
    .optional(),
});

/** The names of all settings. */
export const SETTINGS: readonly string[] = Object.keys(Environment.shape);

function refuseWrongExemptions(entries: string[], issues: z.RefinementCtx): void {
  try {
    parseAllowList(entries);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    issues.addIssue({ code: 'custom', message: (error.fields ?? []).map(({ message }) => message).join('; ') });
  }
}

function trustedProxies(text: string, issues: z.RefinementCtx): TrustedProxies {
  try {
    return readTrustedProxies(text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    issues.addIssue({ code: 'custom', message: `must be true, false, or a list of addresses: ${error.message}` });
    return z.NEVER;
  }
}

const Settings = Environment.refine((env) => !env.JOINERY_SMTP_URL || env.JOINERY_MAIL_FROM, {
  path: ['JOINERY_MAIL_FROM'],
  message: 'must be set when JOINERY_SMTP_URL is',
});

export interface Config {
  /** Absent: the embedded PostgreSQL in `home`. */
  databaseUrl: string | undefined;
  port: number;
  host: string;
  home: string;
  masterKey: string | undefined;
  /** Only while the master key is being exchanged. */
  newMasterKey: string | undefined;
  demoPassword: string | undefined;
  egressAllow: string[];
  roles: Role[];
  /** Whose `X-Forwarded-For` says where a request came from. */
  trustedProxies: TrustedProxies;
  databasePool: number;
  deliveryRetentionDays: number;
  eventRetentionDays: number;
  runRetentionDays: number;
  auditRetentionDays: number;
  /** Runs of tasks that one process has under way at most. */
  runsPerWorker: number;
  /** Runs of one tenant under way in the whole deployment. */
  runsPerTenant: number;
  /** Processes of the sandbox that may be busy at a time; absent, as many as suit this machine. */
  sandboxProcesses: number | undefined;
  /** Flows that one process brings further at once at most. */
  flowsPerWorker: number;
  /** Flows of one tenant under way in the whole deployment. */
  flowsPerTenant: number;
  /** Where others reach the API, without a slash at the end: URLs for callbacks begin with it. */
  publicUrl: string;
  /** Where people open the portal; absent where there is none. */
  portalUrl: string | undefined;
  /** A worker takes runs whose task asks for no label, or for some of these. */
  runnerLabels: string[];
  /** Where `gworkspace` of scripts finds Google's Directory API. */
  googleApiUrl: string;
  /** Absent: this server sends no mail. */
  smtpUrl: string | undefined;
  mailFrom: string | undefined;
  logLevel: (typeof LOG_LEVELS)[number];
  isDevelopment: boolean;
  isTracing: boolean;
}

/** Reads the settings. A wrong value stops the start: INVALID_INPUT naming the variable and what it must be. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Settings.safeParse(present);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path, message }) => ({ path: String(path[0]), message }));
    const summary = fields.map((field) => `${field.path} ${field.message}`).join('; ');
    throw new AppError('INVALID_INPUT', `the settings are wrong: ${summary}`, { fields });
  }
  const env = parsed.data;
  return {
    databaseUrl: env.DATABASE_URL,
    port: env.PORT,
    host: env.HOST,
    home: env.JOINERY_HOME,
    masterKey: env.JOINERY_MASTER_KEY,
    newMasterKey: env.JOINERY_NEW_MASTER_KEY,
    demoPassword: env.JOINERY_DEMO_PASSWORD,
    egressAllow: env.JOINERY_EGRESS_ALLOW,
    roles: env.JOINERY_ROLES,
    trustedProxies: env.JOINERY_TRUST_PROXY,
    databasePool: env.JOINERY_DATABASE_POOL,
    deliveryRetentionDays: env.JOINERY_DELIVERY_RETENTION_DAYS,
    eventRetentionDays: env.JOINERY_EVENT_RETENTION_DAYS,
    runRetentionDays: env.JOINERY_RUN_RETENTION_DAYS,
    auditRetentionDays: env.JOINERY_AUDIT_RETENTION_DAYS,
    runsPerWorker: env.JOINERY_RUNS_PER_WORKER,
    runsPerTenant: env.JOINERY_RUNS_PER_TENANT,
    sandboxProcesses: env.JOINERY_SANDBOX_PROCESSES,
    flowsPerWorker: env.JOINERY_FLOWS_PER_WORKER,
    flowsPerTenant: env.JOINERY_FLOWS_PER_TENANT,
    publicUrl: (env.JOINERY_PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    portalUrl: env.JOINERY_PORTAL_URL?.replace(/\/+$/, ''),
    runnerLabels: env.JOINERY_RUNNER_LABELS,
    googleApiUrl: env.JOINERY_GOOGLE_API_URL,
    smtpUrl: env.JOINERY_SMTP_URL,
    mailFrom: env.JOINERY_MAIL_FROM,
    logLevel: env.LOG_LEVEL,
    isDevelopment: env.NODE_ENV !== 'production',
    isTracing:
      env.OTEL_SDK_DISABLED !== 'true' &&
      Boolean(env.OTEL_EXPORTER_OTLP_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT),
  };
}
