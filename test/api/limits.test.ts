import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, startApi, type TestApi } from '../harness/api.ts';
it('x', async () => {
  const api = await startApi();
  const owner = await api.signUp();
  console.log(await api.gql(owner.token, '{ me { id } }'));
  console.log(api.log.slice(-5));
  const c = await api.live(owner.token);
  console.log(await c.ask('{ me { id } }'), await c.ask('{ nope }'));
  const s = c.start('subscription { eventOccurred { type cursor } }');
  await api.ask(owner.token, 'mutation { createGroup(input:{name:"a"}) { id } }');
  await api.ask(owner.token, 'mutation { createGroup(input:{name:"b"}) { id } }');
  console.log(JSON.stringify(await s.count(1)));
  console.log(api.log.slice(-5));
  await c.close();
  await api.stop();
});
