import { type RunningTwin, startTwinServer, type TwinAnswer, type TwinHarness } from '@joinery/plugin-sdk/testing';

const TOKEN = 'a-token-of-the-twin-and-of-nothing-else';
const PAGE = 2;
const ADA = { id: 'u1', username: 'ada', email: 'ada@example.com' };
const BOB = { id: 'u2', username: 'bob', email: 'bob@example.com' };
const EVE = { id: 'u3', username: 'eve', email: 'eve@example.com' };
const PEOPLE = [ADA, BOB, EVE];

/** Behaves as Example does, as far as the plugin can tell. */
const twin: TwinHarness = { start };
export default twin;

async function start(): Promise<RunningTwin> {
  const teams = new Map<string, Set<string>>();
  const server = await startTwinServer(({ method, path, query, headers }) => {
    if (headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, body: { error: 'unknown token' } };
    if (path === '/api/me') return { status: 200, body: { username: 'joinery', scopes: ['teams:write'] } };
    const [, , , team, list, username] = path.split('/').map(decodeURIComponent);
    if (team === undefined) return page([...teams.keys()].map(named), query);
    const members = teams.get(team);
    if (!members) return { status: 404, body: { error: 'no such team' } };
    if (list === undefined) return { status: 200, body: named(team) };
    if (username === undefined)
      return page(
        PEOPLE.filter((person) => members.has(person.username)),
        query,
      );
    return answerAbout(members, { method, username });
  });
  const reset = () => {
    server.forget();
    teams.clear();
    for (const id of ['red', 'green', 'blue']) teams.set(id, new Set(['ada', 'eve', 'bob'].slice(0, id.length - 1)));
  };
  reset();
  return {
    ...server,
    config: { url: server.url },
    secrets: { token: TOKEN },
    reset,
    resources: { team: { objects: 3, grants: 8 } },
    scenarios: {
      example_api_add_member: {
        fresh: { input: { team: 'red', username: 'bob' } },
        already: { input: { team: 'red', username: 'ada' } },
        missing: { input: { team: 'grey', username: 'bob' } },
      },
      example_api_remove_member: {
        fresh: { input: { team: 'red', username: 'ada' } },
        already: { input: { team: 'red', username: 'bob' } },
        missing: { input: { team: 'grey', username: 'ada' } },
      },
    },
  };
}

const named = (id: string) => ({ id, name: `The ${id} team` });

function answerAbout(members: Set<string>, { method, username }: { method: string; username: string }): TwinAnswer {
  const person = PEOPLE.find((each) => each.username === username);
  if (method === 'PUT' && person) {
    members.add(username);
    return { status: 204 };
  }
  if (!person || !members.has(username)) return { status: 404, body: { error: 'no such member' } };
  if (method === 'GET') return { status: 200, body: person };
  members.delete(username);
  return { status: 204 };
}

function page(items: unknown[], query: URLSearchParams): TwinAnswer {
  const from = Number(query.get('after') ?? 0);
  const next = from + PAGE < items.length ? String(from + PAGE) : null;
  return { status: 200, body: { items: items.slice(from, from + PAGE), next } };
}
