import { Headers } from './headers.ts';
import { parseJson } from './intrinsics.ts';

/** What the host answers to `http.fetch`. */
export interface HostResponse {
  status: number;
  statusText: string;
  headers: [string, string][];
  body: string;
  url: string;
  redirected: boolean;
}

const NULL_BODY = '';

/** As in the Fetch Standard, with a body of text. */
export class Response {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly url: string = '';
  readonly redirected: boolean = false;
  #body: string;
  #isUsed = false;

  constructor(body?: string | null, init: { status?: number; statusText?: string; headers?: unknown } = {}) {
    this.status = init.status ?? 200;
    this.statusText = init.statusText ?? '';
    this.headers = new Headers(init.headers);
    this.#body = body === null || body === undefined ? NULL_BODY : `${body}`;
  }

  static from({ body, url, redirected, ...init }: HostResponse): Response {
    return Object.assign(new Response(body, init), { url, redirected });
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get bodyUsed(): boolean {
    return this.#isUsed;
  }

  /** Like everywhere else, a body can be read once. */
  async text(): Promise<string> {
    if (this.#isUsed) throw new TypeError('the body was read already');
    this.#isUsed = true;
    return this.#body;
  }

  // biome-ignore lint/suspicious/noExplicitAny: as `Response.json` is declared everywhere
  async json(): Promise<any> {
    return parseJson(await this.text());
  }
}

export const responseFrom = Response.from;
Reflect.deleteProperty(Response, 'from');
