import * as z from 'zod';
import { JWT_ALGORITHMS } from '../define/auth.ts';
import type { HttpCall, HttpCallAnswer } from '../guest/protocol.ts';
import type { Manifest, ManifestAction } from '../manifest/schema.ts';
import { Connection, type SecretStore } from './connection.ts';
import { endpointOf, urlBelow } from './endpoint.ts';
import type { Limiter } from './limiter.ts';
import { Refusal } from './refusal.ts';
import { Seals } from './seals.ts';
import { sendWithin } from './send.ts';
import { signJwt } from './sign.ts';
import type { TokenCache } from './token-cache.ts';
import type { Transport } from './transport.ts';

/** What all runs of a process share. */
export interface HostServices {
  transport: Transport;
  tokens: TokenCache;
  limiter: Limiter;
  /** Replaces the values wherever they stand in a text. */
  maskerOf(values: readonly string[]): (text: string) => string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after the time, or at once when the signal fires. */
  wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
}

export interface HostRun {
  manifest: Manifest;
  /** The action that runs; without one (a check, a resource), nothing may be written. */
  action?: ManifestAction;
  config: Readonly<Record<string, unknown>>;
  secrets: SecretStore;
  /** Whose connection this is, and which version of its secrets: tokens are kept under it. */
  connectionKey: string;
  mode: 'apply' | 'plan';
  /** Milliseconds since the epoch; nothing is waited for or sent beyond. */
  deadlineMs: number;
  signal?: AbortSignal;
}

/** A request that writes: sent, or in a plan held back. */
export interface Effect {
  method: string;
  url: string;
  body: string | null;
  /** null when it was held back, and when no answer came: whether it was carried out is then not known. */
  status: number | null;
  isPlanned: boolean;
}

type CallAnswer = { ok: true; value: unknown } | { ok: false; code: string; message: string };

const httpCall = z.strictObject({
  endpoint: z.string().max(100),
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: z.string().max(8192),
  query: z.array(z.tuple([z.string(), z.string()])).max(200),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), z.string().max(8192)),
  body: z.string().nullable(),
  reads: z.boolean(),
  seal: z.string().min(1).max(200).optional(),
  againAfterMs: z.number().min(0).optional(),
});

const signCall = z.strictObject({
  key: z.string().max(100),
  algorithm: z.enum(JWT_ALGORITHMS),
  claims: z.record(z.string(), z.json()),
  header: z.record(z.string(), z.string()),
});

/**
 * The host's side of one run of a plugin.
 *
 * 1. A request goes to an endpoint that the manifest declares, below its base URL, and its redirects to the same host.
 * 2. Secrets are opened when a request is authenticated, and never given to the guest: what an answer holds of them, or
 *    of what was made by them, is masked before it goes in.
 * 3. In a plan, and for an action that only reads, nothing is sent that writes.
 * 4. A credential that a provider makes is sealed: the guest has a placeholder, which stands for the value in bodies that
 *    this run sends, and nowhere else.
 * 5. What the guest says is checked like a stranger's.
 */
export class PluginHost {
  private readonly noted: Effect[] = [];
  private readonly services: HostServices;
  private readonly run: HostRun;
  private readonly connection: Connection;
  private readonly seals = new Seals();
  private putOffMs: number | undefined;
  private masker: { count: number; mask(text: string): string } | undefined;

  constructor(services: HostServices, run: HostRun) {
    this.services = services;
    this.run = run;
    this.connection = new Connection(run.config, run.secrets);
  }

  /** In the order in which they were asked for; masked by what has been opened until now. */
  get effects(): Effect[] {
    return this.noted.map(({ url, body, ...effect }) => ({
      ...effect,
      url: this.mask(url),
      body: body === null ? null : this.mask(body),
    }));
  }

  /** Whether a write was held back, because this is a plan. */
  get hasPlanned(): boolean {
    return this.noted.some(({ isPlanned }) => isPlanned);
  }

  /** Until when the provider has asked not to be asked again; undefined when it has not, or it was waited for. */
  get putOffUntil(): Date | undefined {
    return this.putOffMs === undefined ? undefined : new Date(this.putOffMs);
  }

  /** Masks what was opened so far; for logs and messages that are kept. */
  mask(text: string): string {
    const values = this.connection.sensitiveValues;
    if (this.masker?.count !== values.length) {
      this.masker = { count: values.length, mask: this.services.maskerOf(values) };
    }
    return this.masker.mask(text);
  }

  /** Answers a call of the guest. Never rejects for what the guest or the provider did. */
  async call(name: string, input: unknown): Promise<CallAnswer> {
    try {
      if (name === 'http.request') return { ok: true, value: await this.request(read(httpCall, input)) };
      if (name === 'jwt.sign') return { ok: true, value: await this.sign(read(signCall, input)) };
      throw new Refusal('denied', `a plugin may not call ${name}`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { ok: false, code: error.code, message: this.mask(error.message) };
    }
  }

  private async request(call: HttpCall): Promise<HttpCallAnswer> {
    const { services, run, connection } = this;
    const endpoint = endpointOf(run.manifest, connection, call.endpoint);
    const url = urlBelow(endpoint, call.path, call.query);
    const isWrite = writes(call);
    const effect = isWrite ? this.admit(call, url) : undefined;
    if (call.againAfterMs !== undefined) await this.waitFor(call.againAfterMs);
    const answer = await sendWithin(services, {
      run,
      connection,
      endpoint,
      url,
      call: { ...call, body: this.seals.open(call.body) },
      isWrite,
      onPutOff: (untilMs) => {
        this.putOffMs = untilMs;
      },
    });
    if (effect) effect.status = answer.status;
    const body = call.seal === undefined || answer.status >= 400 ? answer.body : this.sealed(answer.body, call.seal);
    const headers = Object.entries(answer.headers).map(([name, value]) => [name, this.mask(value)]);
    return { status: answer.status, headers: Object.fromEntries(headers), body: this.mask(body) };
  }

  private sealed(body: string, path: string): string {
    const sealed = this.seals.seal(body, path);
    if (!sealed) throw new Refusal('unexpected_answer', `the answer has no ${path}`);
    this.connection.conceal(sealed.value);
    return sealed.body;
  }

  /** For a provider that asks for it in its answer's own words. */
  private async waitFor(milliseconds: number): Promise<void> {
    const { services, run } = this;
    const untilMs = services.now() + milliseconds;
    if (untilMs >= run.deadlineMs) {
      this.putOffMs = untilMs;
      throw new Refusal('rate_limited', 'the provider asks to wait for longer than there is time');
    }
    await services.wait(milliseconds, run.signal);
  }

  /** Notes the effect. Throws Refusal when it must not be. */
  private admit(call: HttpCall, url: string): Effect {
    const { action, mode } = this.run;
    if (!action || action.effect === 'read')
      throw new Refusal(
        'denied',
        `${action?.id ?? 'what only reads'} may not ${call.method}: it is declared to read only`,
      );
    const isPlanned = mode === 'plan';
    const before = this.noted.at(-1);
    // What the provider has refused for now is no effect of its own.
    if (call.againAfterMs !== undefined && before?.url === url && before.method === call.method && !isPlanned)
      return before;
    const effect = { method: call.method, url, body: call.body, status: null, isPlanned };
    this.noted.push(effect);
    if (isPlanned) throw new Refusal('planned', 'this run plans; the request was not sent');
    return effect;
  }

  /** The signed token goes to the guest, which is to use it: it is not the secret. */
  private async sign({ key, ...rest }: z.output<typeof signCall>): Promise<string> {
    if (!Object.hasOwn(this.run.manifest.secrets, key))
      throw new Refusal('denied', `the manifest declares no secret ${key}`);
    return signJwt({ ...rest, key: await this.connection.secret(key) });
  }
}

/** Only a POST may say of itself that it does not: what the other methods do is what they are called. */
function writes({ method, reads }: HttpCall): boolean {
  return method === 'POST' ? !reads : !['GET', 'HEAD'].includes(method);
}

function read<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Refusal('denied', `the call is malformed: ${z.prettifyError(parsed.error)}`);
}
