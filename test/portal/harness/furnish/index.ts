import { type Sink, status } from '../../../harness/sink.ts';
import { furnishAutomation } from './automation.ts';
import { furnishDirectory } from './directory.ts';
import { furnishExtensions } from './extensions.ts';
import { furnishPublishing } from './publishing.ts';

type Ask = <Data>(token: string | null, query: string, variables?: object) => Promise<Data>;

interface Demo {
  /** Where the API is. */
  readonly url: string;
  readonly ask: Ask;
  readonly account: { slug: string; email: string };
  readonly password: string;
  /** What integrations, scripts and connections reach: it takes everything, but for what is below `/broken`. */
  readonly provider: Sink;
}

/** The demonstration tenant, as its owner sees it. */
export interface Furnished {
  readonly url: string;
  readonly token: string;
  readonly ownerId: string;
  readonly providerUrl: string;
  ask<Data>(query: string, variables?: object): Promise<Data>;
}

const down = status(503, { 'content-type': 'application/json' }, '{"error":"down for maintenance until 06:00"}');

/** What the demonstration leaves to its visitor: work of every kind that goes well, fails, and waits for a person. */
export async function furnish({ url, ask, account, password, provider }: Demo): Promise<void> {
  provider.answer((request, response, socket) => {
    if (request.path.startsWith('/broken')) down(request, response, socket);
    else response.end('{}');
  });
  const { signIn } = await ask<{ signIn: { accessToken: string; user: { id: string } } }>(
    null,
    'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken user { id } } }',
    { input: { tenantSlug: account.slug, email: account.email, password } },
  );
  const { accessToken: token, user } = signIn;
  const tenant: Furnished = {
    url,
    token,
    ownerId: user.id,
    providerUrl: provider.url,
    ask: (query, variables) => ask(token, query, variables),
  };
  await furnishPublishing(tenant);
  await furnishExtensions(tenant);
  await furnishAutomation(tenant);
  await furnishDirectory(tenant);
}
