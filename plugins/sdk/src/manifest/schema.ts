import * as z from 'zod';
import { EFFECTS } from '../define/actions.ts';
import { JWT_ALGORITHMS } from '../define/auth.ts';

const configRef = z.strictObject({ config: z.string().min(1) });
const secretRef = z.strictObject({ secret: z.string().min(1) });
const part = z.union([z.string(), configRef, secretRef]);
const text = z.union([part, z.strictObject({ text: z.array(part) })]);
const url = z.union([z.string(), configRef]);

const sign = z.strictObject({
  algorithm: z.enum(JWT_ALGORITHMS),
  key: secretRef,
  claims: z.record(z.string(), text),
  lifetimeSeconds: z.int().min(1).max(3600),
});

const simpleAuth = [
  z.strictObject({ type: z.literal('none') }),
  z.strictObject({ type: z.literal('bearer'), token: secretRef }),
  z.strictObject({ type: z.literal('basic'), user: text, password: text }),
  z.strictObject({ type: z.literal('headers'), headers: z.record(z.string(), text) }),
  z.strictObject({ type: z.literal('jwt'), sign }),
  z.strictObject({
    type: z.literal('exchange'),
    sign,
    method: z.literal('POST'),
    path: z.string().startsWith('/'),
    tokenAt: z.string(),
    expiresAtAt: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('client_credentials'),
    tokenUrl: url,
    clientId: text,
    clientSecret: secretRef,
    scope: z.string().optional(),
  }),
] as const;

const auth = z.discriminatedUnion('type', [
  ...simpleAuth,
  z.strictObject({
    type: z.literal('first_of'),
    choices: z
      .array(z.discriminatedUnion('type', [...simpleAuth]))
      .min(1)
      .max(5),
  }),
]);

const endpoint = z.strictObject({
  url,
  ca: configRef.optional(),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), z.string().max(1000)).optional(),
});

const jsonSchema = z.record(z.string(), z.json());
const ACTION_ID = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const PLUGIN_ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const SEMVER = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/;
const name = z.string().min(1).max(100);

const action = z.strictObject({
  id: z.string().max(100).regex(ACTION_ID),
  title: name,
  description: z.string().max(2000).optional(),
  input: jsonSchema,
  output: jsonSchema,
  effect: z.enum(EFFECTS),
  inverse: z
    .strictObject({
      action: z.string().max(100).regex(ACTION_ID),
      input: z.record(z.string(), z.union([z.string(), z.strictObject({ value: z.json() })])),
    })
    .nullable(),
  idempotent: z.boolean(),
  permissions: z.array(name).max(50),
  asksApproval: z.boolean().optional(),
  notSupported: z.string().min(1).max(1000).optional(),
});

/** What a plugin is, without running any of it. Strict: what is not known is refused. */
export const manifestSchema = z.strictObject({
  sdk: z.literal(1),
  id: z.string().max(50).regex(PLUGIN_ID),
  name,
  version: z.string().max(50).regex(SEMVER),
  description: z.string().min(1).max(500),
  category: z.string().max(50).regex(PLUGIN_ID),
  publisher: z.string().max(100).regex(PLUGIN_ID),
  config: jsonSchema,
  secrets: z.record(
    z.string().regex(ACTION_ID),
    z.strictObject({ title: name, description: z.string().max(2000), optional: z.boolean().optional() }),
  ),
  egress: z.record(z.string().regex(ACTION_ID), z.union([url, endpoint])),
  auth: z.record(z.string(), auth),
  rateLimit: z
    .strictObject({ requestsPerSecond: z.number().positive().optional(), concurrency: z.int().positive().optional() })
    .optional(),
  account: z.array(z.string()).optional(),
  actions: z.array(action).max(200),
  resources: z.array(z.strictObject({ type: z.string().max(50).regex(ACTION_ID), title: name })).max(50),
  bundle: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
});

export type Manifest = z.output<typeof manifestSchema>;
export type ManifestAction = Manifest['actions'][number];
