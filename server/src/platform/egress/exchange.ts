import type { Dispatcher } from 'undici';
import type { Cancellation } from './cancellation.ts';
import { classifyError, type Fault } from './failure.ts';

export interface Answer {
  ok: true;
  status: number;
  headers: Record<string, string>;
  body: string;
  bodyTruncated: boolean;
}

export interface ExchangeOptions {
  request: Dispatcher.DispatchOptions;
  maxResponseBytes: number;
  truncates: boolean;
  cancellation: Cancellation;
}

/** Why a connection is dropped once its exchange needs no more of it. Never seen outside. */
const SETTLED = new Error('The exchange is settled');
const NO_CHUNKS: Buffer[] = [];

/** Sends one request and gathers its response, within the size it may have. Fulfils always. */
export function exchange(dispatcher: Dispatcher, options: ExchangeOptions): Promise<Answer | Fault> {
  return new Promise((resolve) => {
    const handler = new ExchangeHandler(options, resolve);
    options.cancellation.onCancel((reason) => handler.end({ ok: false, kind: reason }));
    if (!handler.isSettled) dispatcher.dispatch(options.request, handler);
  });
}

/** Works on undici's own callbacks: no stream, no signal and no further promise for each request. */
class ExchangeHandler implements Dispatcher.DispatchHandler {
  isSettled = false;
  readonly #options: ExchangeOptions;
  readonly #resolve: (outcome: Answer | Fault) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: Record<string, string> = {};
  #chunks: Buffer[] = NO_CHUNKS;
  #received = 0;

  constructor(options: ExchangeOptions, resolve: (outcome: Answer | Fault) => void) {
    this.#options = options;
    this.#resolve = resolve;
  }

  /** Settles early. A connection in use is dropped; one still being opened is when it is there. */
  end(outcome: Answer | Fault): void {
    if (this.isSettled) return;
    this.isSettled = true;
    this.#resolve(outcome);
    this.#controller?.abort(SETTLED);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.isSettled) controller.abort(SETTLED);
    else this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = joined(headers);
    const { maxResponseBytes, truncates, request } = this.#options;
    const isAnnouncedTooLarge = Number(this.#headers['content-length']) > maxResponseBytes;
    if (isAnnouncedTooLarge && !truncates && request.method !== 'HEAD') this.#fail();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.isSettled) return;
    const room = this.#options.maxResponseBytes - this.#received;
    this.#received += chunk.length;
    const kept = chunk.length > room ? chunk.subarray(0, room) : chunk;
    if (this.#chunks === NO_CHUNKS) this.#chunks = [kept];
    else this.#chunks.push(kept);
    if (kept === chunk) return;
    if (this.#options.truncates) this.end(this.#answer(true));
    else this.#fail();
  }

  onResponseEnd(): void {
    if (this.isSettled) return;
    this.isSettled = true;
    const answer = this.#answer(false);
    // Undici frees the connection one turn of the event loop later. Sooner, the caller's next request would find
    // it busy and open another.
    queueMicrotask(() => setImmediate(this.#resolve, answer));
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (this.isSettled) return;
    this.isSettled = true;
    this.#resolve(classifyError(error));
  }

  #fail(): void {
    this.end({ ok: false, kind: 'too_large', code: `limit ${this.#options.maxResponseBytes} bytes` });
  }

  #answer(bodyTruncated: boolean): Answer {
    const body = text(this.#chunks, bodyTruncated);
    return { ok: true, status: this.#status, headers: this.#headers, body, bodyTruncated };
  }
}

function joined(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const single: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    // Assigned, `__proto__` would be no header.
    if (value !== undefined && name !== '__proto__')
      single[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return single;
}

function text(chunks: Buffer[], isCut: boolean): string {
  const [first] = chunks;
  if (!first) return '';
  const bytes = chunks.length === 1 ? first : Buffer.concat(chunks);
  // A streaming decoder holds back the half character at the cut.
  return isCut ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: true }) : bytes.toString('utf8');
}
