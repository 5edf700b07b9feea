import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { AddressPolicy, Endpoint } from './address-policy.ts';
import { type Entry, leave, tryEnter, waitToEnter } from './admission.ts';
import { Cancellation } from './cancellation.ts';
import { resolveChecked } from './connector.ts';
import type { EgressFailure, EgressLimits, EgressSocket, EgressSocketRequest } from './contract.ts';
import type { Directory } from './directory.ts';
import { classifyError, codeOf, explainFault, type Fault, HandshakeInterrupted } from './failure.ts';
import { namesHost } from './host-rule.ts';
import type { Resolve } from './resolve.ts';
import { parseTarget, type Target } from './target.ts';

export interface SocketContext {
  directory: Directory;
  policy: AddressPolicy;
  resolve: Resolve;
  limits: EgressLimits;
  clock: () => number;
}

/**
 * Opens a connection for a protocol that is not HTTP, under the same address rules: to an address that was checked,
 * with the name of the host in the TLS handshake. It is destroyed at its deadline, at its limit of bytes, and by the
 * signal, and holds a slot of its group and destination until it has closed.
 */
export async function openSocket(
  context: SocketContext,
  input: EgressSocketRequest,
): Promise<EgressSocket | EgressFailure> {
  const begin = context.clock();
  const fail = (fault: Fault, target: Target): EgressFailure => {
    const durationMs = Math.round(context.clock() - begin);
    return { ok: false, kind: fault.kind, message: explainFault(fault, target), durationMs };
  };
  // As a web address, for the same canonical host whatever its notation.
  const target = parseTarget(`${input.isSecure ? 'https' : 'http'}://${input.host}:${input.port}`);
  if (typeof target === 'string') return { ok: false, kind: 'invalid_url', message: target, durationMs: 0 };
  const place = placeOf(context.directory, target, input);
  if (typeof place === 'string') return fail({ ok: false, kind: 'denied', message: place }, target);
  const refusal = await enter(context, place, input.signal);
  if (refusal) return fail(refusal, target);
  try {
    const socket = await connect(context, target, input);
    socket.once('close', () => leave(place));
    bound(socket, input);
    return { ok: true, socket };
  } catch (error) {
    leave(place);
    return fail(classifyError(error), target);
  }
}

/** A text is the reason against it. */
function placeOf(directory: Directory, target: Target, { onlyHosts, group = '' }: EgressSocketRequest): Entry | string {
  if (onlyHosts && !namesHost(onlyHosts, target))
    return `${target.authority} is not among the hosts that this may reach`;
  const place = directory.find(group, target, undefined);
  return typeof place === 'string' ? place : { ...place, lane: undefined };
}

/** Undefined once both slots are held. */
async function enter(
  { directory, limits }: SocketContext,
  place: Entry,
  signal: AbortSignal | undefined,
): Promise<Fault | undefined> {
  if (directory.isClosed) return { ok: false, kind: 'aborted', message: 'the server is shutting down' };
  if (tryEnter(place)) return undefined;
  const cancellation = new Cancellation(signal);
  try {
    const admission = await waitToEnter(place, cancellation, limits);
    return admission === 'granted' ? undefined : { ok: false, kind: admission };
  } finally {
    cancellation.dispose();
  }
}

/** To the first address that answers. */
async function connect({ policy, resolve, limits }: SocketContext, target: Target, input: EgressSocketRequest) {
  const deadline = AbortSignal.timeout(limits.connectTimeoutMs);
  const signal = input.signal ? AbortSignal.any([deadline, input.signal]) : deadline;
  const servername = isIP(target.host) === 0 ? target.host : undefined;
  let failure: unknown;
  for (const host of await addressesOf(policy, resolve, target)) {
    const place = { host, port: target.port };
    const socket = input.isSecure ? connectTls({ ...place, servername, ca: input.ca }) : connectTcp(place);
    try {
      await opened(socket, input.isSecure, deadline, signal);
      return socket;
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

async function addressesOf(policy: AddressPolicy, resolve: Resolve, endpoint: Endpoint): Promise<string[]> {
  if (isIP(endpoint.host) !== 0) return [endpoint.host];
  return (await resolveChecked(endpoint, policy, resolve)).map(({ address }) => address);
}

function opened(socket: Socket, isSecure: boolean, deadline: AbortSignal, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const event = isSecure ? 'secureConnect' : 'connect';
    const end = (error?: Error) => {
      socket.off('error', onError).off(event, end);
      signal.removeEventListener('abort', onAbort);
      if (!error) return resolve();
      socket.on('error', () => undefined).destroy();
      reject(error);
    };
    const onError = (cause: Error) =>
      end(isSecure && codeOf(cause) === 'ECONNRESET' ? new HandshakeInterrupted('', { cause }) : cause);
    const onAbort = () => end(coded(deadline.aborted ? 'ETIMEDOUT' : 'ABORT_ERR'));
    socket.on('error', onError).once(event, () => end());
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
  });
}

/** Whoever uses the socket hears of its end as of any other. */
function bound(socket: Socket, { lifetimeMs, maxBytes, signal }: EgressSocketRequest): void {
  let received = 0;
  const drop = () =>
    socket.destroy(Object.assign(new Error('the connection is over its limits'), { code: 'ECONNRESET' }));
  const timer = setTimeout(drop, lifetimeMs);
  socket.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received > maxBytes) drop();
  });
  if (signal?.aborted) drop();
  else signal?.addEventListener('abort', drop);
  socket.once('close', () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', drop);
  });
}

/** As a socket's own errors are told apart. */
function coded(code: string): Error {
  return Object.assign(new Error(`the connection ended: ${code}`), { code });
}
