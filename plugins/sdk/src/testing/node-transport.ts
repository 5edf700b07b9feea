import type { OutgoingAnswer, OutgoingRequest, Transport } from '../host/transport.ts';

const REDIRECTS = [301, 302, 303, 307, 308];

/** Requests over Node's own fetch, to the hosts that the request names, for tests of plugins. The server has its own. */
export const nodeTransport: Transport = async (request) => {
  let { url } = request;
  for (let hops = 0; ; hops += 1) {
    const target = new URL(url);
    const host = `${target.hostname}:${target.port || (target.protocol === 'https:' ? '443' : '80')}`;
    if (!request.onlyHosts.includes(host))
      return { ok: false, kind: 'denied', message: `${host} is not among the hosts that this may reach` };
    const answer = await send({ ...request, url });
    const location =
      answer.ok && REDIRECTS.includes(answer.status) && hops < request.maxRedirects && answer.headers.location;
    if (!location) return answer;
    url = new URL(location, url).href;
  }
};

async function send({ url, method, headers, body, timeoutMs, signal }: OutgoingRequest): Promise<OutgoingAnswer> {
  const deadline = AbortSignal.timeout(Math.max(1, Math.ceil(timeoutMs)));
  try {
    const response = await fetch(url, {
      method,
      headers,
      body,
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    return {
      ok: true,
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  } catch (error) {
    const code = ((error as Error).cause as { code?: string } | undefined)?.code;
    return {
      ok: false,
      kind: code === 'ECONNREFUSED' ? 'unsent' : 'failed',
      message: `no answer from ${new URL(url).host}`,
    };
  }
}
