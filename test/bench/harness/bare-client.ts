import { Agent } from 'undici';
import { serveCommands } from './child.ts';

export interface BareLoad {
  url: string;
  headers: Record<string, string>;
  body: string;
  requests: number;
  connections: number;
}

/** Posts the same body over and over, as fast as plain undici can; answers requests a second. */
async function post({ url, headers, body, requests, connections }: BareLoad): Promise<number> {
  const agent = new Agent({ connections, pipelining: 1 });
  const { origin, pathname } = new URL(url);
  const run = async (count: number) => {
    let left = count;
    const loop = async () => {
      while (left > 0) {
        left -= 1;
        const response = await agent.request({ origin, path: pathname, method: 'POST', headers, body });
        await response.body.text();
      }
    };
    await Promise.all(Array.from({ length: connections }, loop));
  };
  await run(requests / 10);
  const begin = performance.now();
  await run(requests);
  const seconds = (performance.now() - begin) / 1000;
  await agent.close();
  return requests / seconds;
}

/** One request at a time; answers how long each took, in milliseconds. */
async function postSingly(load: BareLoad): Promise<number[]> {
  const agent = new Agent({ connections: 1, pipelining: 1 });
  const { origin, pathname } = new URL(load.url);
  const took: number[] = [];
  for (let index = 0; index < load.requests; index += 1) {
    const begin = performance.now();
    const response = await agent.request({
      origin,
      path: pathname,
      method: 'POST',
      headers: load.headers,
      body: load.body,
    });
    await response.body.text();
    took.push(performance.now() - begin);
  }
  await agent.close();
  return took;
}

const commands = { post, postSingly };
export type BareClientCommands = typeof commands;

serveCommands(commands);
