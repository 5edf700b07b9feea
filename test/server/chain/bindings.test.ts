import { describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { type Binding, bind } from '../../../server/src/modules/chain/index.ts';
import { setAttributeSchema } from '../../../server/src/modules/tenant/set-attribute-schema.ts';
import { refusal, startDirectory } from '../directory/setup.ts';
import { startDesk } from '../flow/desk.ts';
import { connectDesk, makeChain } from '../flow/fixture.ts';

const directory = await startDirectory();
const { owner } = await directory.newTenant();
const desk = await startDesk();
const connectionId = await connectDesk({ desk }, owner);
await desk.close();

const give = (input: object, more: object = {}) => ({
  name: 'give',
  connectionId,
  actionType: 'desk_api_give',
  input,
  ...more,
});
const later = (name: unknown) => [give({ name: 'a' }), { ...give({ name }), name: 'later' }];

async function faultsOf(steps: object[], more: object = {}, ctx: Context = owner): Promise<string[]> {
  const refused = (await refusal(() => makeChain(ctx, steps, more))) as {
    fields?: { path: string; message: string }[];
  };
  return (refused.fields ?? []).map(({ path, message }) => `${path}: ${message}`);
}

describe('the bindings of a chain', () => {
  it('may read its input, the subject, earlier steps, and what a step may lack', async () => {
    const inputSchema = { type: 'object', properties: { seat: { type: 'string' } } };
    await makeChain(owner, later({ $from: 'input.seat' }), { inputSchema });
    await makeChain(
      owner,
      later({ $from: 'subject.attributes.github_username', $default: { $from: 'subject.username' } }),
    );
    await makeChain(owner, later({ $text: '{{steps.give.output.id}} of {{flow.chainName}}' }));
  });

  it('may stand beside literals in what is handed on to another action, or another chain', async () => {
    const inputSchema = { type: 'object', properties: { seat: { type: 'string' } } };
    const { id } = await makeChain(owner, [{ name: 'none', actionType: 'none' }]);
    const asked = { connectionId, actionType: 'desk_api_read', input: { name: { $from: 'input.seat' } } };
    const input = { seat: { $from: 'input.seat' }, more: [1, { deep: true }] };
    await makeChain(
      owner,
      [
        { name: 'until', actionType: 'wait_condition', input: { ...asked, path: 'taken', equals: true } },
        { name: 'other', actionType: 'run_chain', input: { chainId: id, input } },
      ],
      { inputSchema },
    );
  });

  it.each([
    [
      'a step that comes later',
      [give({ name: { $from: 'steps.end.output' } }), { name: 'end', actionType: 'none' }],
      'steps.0.input.name: give: the step end comes later',
    ],
    ['a step that there is not', later({ $from: 'steps.no.output' }), 'steps.1.input.name: later: there is no step no'],
    [
      'a field that an output has not',
      later({ $from: 'steps.give.output.nick' }),
      'steps.1.input.name: later: there is no output.nick',
    ],
    [
      'a place of another kind',
      later({ $from: 'subject.isActive' }),
      'steps.1.input.name: later: subject.isActive is boolean: it must be string',
    ],
    [
      'nothing that it may read',
      later({ $from: 'secrets.token' }),
      'steps.1.input.name: later: secrets is not input, subject, steps.<name> or flow',
    ],
    ['no path at all', later({ $text: 'hello {{ }}' }), 'steps.1.input.name: later: {{}} is no path'],
    [
      'something unheard of',
      later({ $eval: '1' }),
      'steps.1.input.name: later: must be {"$from"}, with "$after" or "$default" if need be, or {"$text"}',
    ],
    [
      'what stands behind a prefix of no text',
      later({ $from: 'subject.isActive', $after: 'is-' }),
      'steps.1.input.name: later: subject.isActive is boolean: it must be string',
    ],
    [
      'behind a prefix that is none',
      later({ $from: 'subject.email', $after: 7 }),
      'steps.1.input.name: later: "$after" must be a text',
    ],
    [
      'a look at a connection that there is not',
      [
        {
          name: 'nothing',
          actionType: 'no_grants_left',
          input: { connectionId: '0198c0de-7a11-7c3e-9b52-3f1d5a6e0001', principals: ['ada'] },
        },
      ],
      'steps.0.input.connectionId: nothing: there is no connection 0198c0de-7a11-7c3e-9b52-3f1d5a6e0001',
    ],
    ['a required field left out', [give({})], 'steps.0.input.name: give: is required'],
    [
      'a field too many',
      [give({ name: 'a', nick: 'b' })],
      'steps.0.input.nick: give: is not a field that is known here',
    ],
    ['a literal of the wrong type', [give({ name: 1 })], 'steps.0.input.name: give: must be string'],
    [
      'a default of the wrong type',
      later({ $from: 'input.x', $default: 1 }),
      'steps.1.input.name.$default: later: must be string',
    ],
    [
      'an action that there is not',
      [give({}, { actionType: 'desk_api_fly' })],
      'steps.0.actionType: give: there is no action desk_api_fly',
    ],
    [
      'an approval by nobody',
      [{ name: 'boss', actionType: 'approval', input: { message: 'x' } }],
      'steps.0.input: boss: must name who may decide: userIds or a role',
    ],
    [
      'a condition asked of an action that writes',
      [
        {
          name: 'until',
          actionType: 'wait_condition',
          input: { connectionId, actionType: 'desk_api_give', input: { name: 'a' }, path: 'id', equals: 'a' },
        },
      ],
      'steps.0.input.actionType: until: must be an action that only reads',
    ],
  ])('may not be %s', async (_what, steps, fault) => {
    expect(await faultsOf(steps)).toEqual([fault]);
  });

  it('are held against what another chain takes that they are handed on to', async () => {
    const properties = { seat: { type: 'string' }, floor: { type: 'integer' } };
    const none = [{ name: 'none', actionType: 'none' }];
    const strict = { type: 'object', properties, required: ['seat'] };
    const { id: chainId } = await makeChain(owner, none, { inputSchema: strict });
    const { id: openId } = await makeChain(owner, none);
    const inner = (input?: object, id = chainId) => [
      { name: 'inner', actionType: 'run_chain', input: { chainId: id, ...(input && { input }) } },
    ];
    const takes = 'the chain that it runs takes seat (required), floor';
    const place = 'steps.0.input.input';
    expect(await faultsOf(inner())).toEqual([`${place}.seat: inner: is required; ${takes}`]);
    expect(await faultsOf(inner({ floor: { $from: 'input.floor' } }))).toEqual([
      `${place}.seat: inner: is required; ${takes}`,
    ]);
    const unknown = [`${place}.desk: inner: is not a field that is known here; ${takes}`];
    expect(await faultsOf(inner({ seat: 'a', desk: 'b' }))).toEqual(unknown);
    expect(await faultsOf(inner({ seat: { $from: 'input.seat' }, desk: 'b' }))).toEqual(unknown);
    expect(await faultsOf(inner({ seat: 7 }))).toEqual([`${place}.seat: inner: must be string; ${takes}`]);
    expect(await faultsOf(inner({ seat: { $from: 'subject.isActive' } }))).toEqual([
      `${place}.seat: inner: subject.isActive is boolean: it must be string; ${takes}`,
    ]);
    const closed = { ...strict, additionalProperties: false };
    const { id: closedId } = await makeChain(owner, none, { inputSchema: closed });
    expect(await faultsOf(inner({ seat: 'a', desk: 'b' }, closedId))).toEqual(unknown);
    await makeChain(owner, inner({ seat: { $text: 'seat of {{subject.username}}' }, floor: 3 }));
    await makeChain(owner, inner({ anything: true }, openId));
  });

  it("are held against the input's schema and the tenant's rule for attributes, where there are any", async () => {
    const inputSchema = { type: 'object', properties: { seat: { type: 'integer' } }, additionalProperties: false };
    expect(await faultsOf([give({ name: { $from: 'input.seat' } })], { inputSchema })).toEqual([
      'steps.0.input.name: give: input.seat is integer: it must be string',
    ]);
    expect(await faultsOf([give({ name: { $from: 'input.desk' } })], { inputSchema })).toEqual([
      'steps.0.input.name: give: there is no desk',
    ]);
    const { owner: strict } = await directory.newTenant();
    await setAttributeSchema(strict, {
      schema: {
        type: 'object',
        properties: { team: { type: 'string' } },
        additionalProperties: false,
      },
    });
    const none = { name: 'none', actionType: 'none', when: { value: { $from: 'subject.attributes.desk' } } };
    expect(await faultsOf([none], {}, strict)).toEqual(['steps.0.when.value: none: there is no attributes.desk']);
  });

  it("may not name another tenant's connection", async () => {
    const { owner: other } = await directory.newTenant();
    expect(await faultsOf([give({ name: 'a' })], {}, other)).toEqual([
      `steps.0.connectionId: give: there is no connection ${connectionId}`,
    ]);
  });
});

describe('what stands behind a prefix', () => {
  const comesTo = (binding: Binding) => bind(binding, { event: { group: 'github-team:backend', size: 3 } }).value;

  it('is taken without it, and is not there where the prefix is not', () => {
    expect(comesTo({ $from: 'event.group', $after: 'github-team:' })).toBe('backend');
    expect(comesTo({ team: { $from: 'event.group', $after: 'slack:' } })).toEqual({});
    expect(comesTo({ $from: 'event.group', $after: 'slack:', $default: 'general' })).toBe('general');
    expect(comesTo({ $from: 'event.size', $after: '3' })).toBeUndefined();
  });
});

describe('whoever saves a chain', () => {
  it('may do each of its steps themselves', async () => {
    const scoped = (...scopes: string[]): Context => ({
      ...owner,
      actor: { ...owner.actor, kind: 'api_token', scopes: new Set(scopes) as never },
    });
    const take = { ...give({ name: 'a' }), actionType: 'desk_api_take' };
    const deactivate = {
      name: 'off',
      actionType: 'directory_deactivate_user',
      input: { userId: { $from: 'subject.id' } },
    };
    const save = (step: object, ...scopes: string[]) =>
      refusal(() => makeChain(scoped('chain:write', 'chain:read', ...scopes), [step]));
    expect(await save(take, 'action:run')).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('action:destroy'),
    });
    expect(await save(give({ name: 'a' }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await save(deactivate)).toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('user:write') });
    await makeChain(scoped('chain:write', 'action:destroy'), [take]);
  });
});
