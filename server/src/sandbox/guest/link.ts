import { create, floor, parseJson, push, shift, textOf, toJson } from './intrinsics.ts';
import { JoineryError } from './joinery-error.ts';

/** Tells the process around the isolate something; nothing comes back. Texts and numbers only. */
type Send = (kind: string, ...values: (string | number)[]) => void;
/** Asks it for what it can say at once: the parts of an address, a digest, random bytes. */
type Ask = (kind: string, ...values: (string | number)[]) => string;

/** More than this wait here, where they count as the script's own memory. */
const CALLS_AT_ONCE = 32;

interface PendingCall {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

interface QueuedCall {
  id: number;
  name: string;
  input: string;
}

let sendNow: Send;
let askNow: Ask;
let most = { calls: 0, bytes: 0 };

export function connectLink(send: Send, ask: Ask): void {
  sendNow = send;
  askNow = ask;
}

/**
 * What the run may send. The process around counts for itself; we count so that what would pile up in here before it is
 * sent, or would be too much to send at all, ends the run for what it is.
 */
export function limitLink(calls: number, bytes: number): void {
  most = { calls, bytes };
}

/** After so many we wait until all have been taken: what is sent faster than it is taken would pile up outside. */
const SENT_AT_ONCE = 64;
let sent = 0;

export const send: Send = (kind, ...values) => {
  sendNow(kind, ...values);
  sent += 1;
  if (sent % SENT_AT_ONCE === 0) askNow('pause');
};
const LONGEST_QUESTION = 2 ** 24;

export const ask: Ask = (kind, ...values) => {
  for (const value of values) {
    if (textOf(value).length > LONGEST_QUESTION) throw new RangeError(`more than ${LONGEST_QUESTION} characters`);
  }
  return askNow(kind, ...values);
};

/** The text that is the run's output. */
export function sendOutput(text: string): void {
  if (text.length > most.bytes) send('exceeded', 'output');
  else send('done', text);
}

const pending: Record<number, PendingCall | undefined> = create(null);
const queue: QueuedCall[] = [];
let lastId = 0;
let underWay = 0;

/** One message to the host; what it refuses is thrown as a JoineryError. */
export function callHost<T>(name: string, input: object): Promise<T> {
  return startCall<T>(name, input).answer;
}

/** The same, for who may lose interest in the answer. */
export function startCall<T>(name: string, input: object): { answer: Promise<T>; abandon(): void } {
  lastId += 1;
  const id = lastId;
  const text = toJson(input);
  if (id > most.calls) send('exceeded', 'calls');
  if (text.length > most.bytes) send('exceeded', 'call');
  const answer = new Promise<T>((resolve, reject) => {
    pending[id] = { resolve: resolve as (value: unknown) => void, reject };
  });
  if (underWay < CALLS_AT_ONCE) sendCall({ id, name, input: text });
  else push(queue, { id, name, input: text });
  return { answer, abandon: () => send('abandon', id) };
}

function sendCall({ id, name, input }: QueuedCall): void {
  underWay += 1;
  send('call', id, name, input);
}

/** The host's answer to a call: the JSON text of a HostAnswer. */
export function takeAnswer(id: number, text: string): void {
  const call = pending[floor(id)];
  if (!call) return;
  delete pending[id];
  underWay -= 1;
  const next = shift(queue);
  if (next) sendCall(next);
  const answer = parseJson(text);
  if (answer.ok) call.resolve(answer.value);
  else call.reject(new JoineryError(answer.code, answer.message));
}
