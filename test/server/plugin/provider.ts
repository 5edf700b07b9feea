import { type ReceivedRequest, startSink } from '../../harness/sink.ts';
import { actionOf } from './release.ts';

/** A provider on loopback that takes one token at a time, and answers with what it was sent. */
export async function startProvider() {
  const provider = { token: 'first-token-of-the-provider' };
  const sink = await startSink(({ headers, path, method }: ReceivedRequest, response) => {
    const isKnown = headers.authorization === `Bearer ${provider.token}`;
    const body = isKnown ? { name: 'admin', path, method, authorization: headers.authorization } : { error: 'who?' };
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  return Object.assign(provider, { sink });
}

/** A plugin that asks for whatever its input says: what it must not reach is for the host to refuse. */
export const ASKING_BUNDLE = `var plugin = { default: async (link) => {
  const { input } = link;
  const ask = ({ endpoint = 'api', method = 'GET', path = '/me' }) =>
    link.callHost('http.request', { endpoint, method, path, query: [], headers: {}, body: null, reads: false });
  try {
    const { status, body } = await ask(input.input ?? {});
    if (status === 401) return JSON.stringify({ error: { kind: 'auth', message: 'the token is not taken', status } });
    if (input.operation === 'check') return JSON.stringify({ check: { identity: JSON.parse(body).name, missing: [] } });
    return JSON.stringify({ outcome: 'changed', output: { body } });
  } catch (error) {
    return JSON.stringify({ error: { kind: error.code === 'planned' ? 'internal' : error.code, message: error.message } });
  }
} };`;

const text = { type: 'string' };
const input = {
  type: 'object',
  properties: { endpoint: text, method: { enum: ['GET', 'POST', 'DELETE'] }, path: text },
  additionalProperties: false,
};

/** The manifest's part of it, under an id of its own. */
export function askingPlugin(id: string) {
  const prefix = id.replaceAll('-', '_');
  return {
    id,
    config: { type: 'object', properties: { url: text }, required: ['url'], additionalProperties: false },
    egress: { api: { config: 'url' } },
    actions: [
      actionOf(`${prefix}_ask`, { input, effect: 'write' as const, title: 'Ask' }),
      actionOf(`${prefix}_remove`, { input, effect: 'destructive' as const, title: 'Remove' }),
    ],
  };
}
