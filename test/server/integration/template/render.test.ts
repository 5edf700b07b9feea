import { describe, expect, it } from 'vitest';
import { bodyContext } from '../../../../server/src/modules/integration/template/index.ts';
import { sampleEvent } from '../sample-event.ts';
import { rendered, rendering } from './templates.ts';

describe('rendering a template', () => {
  it('fills in every variable of the event', () => {
    const source =
      '{{.EventType}}|{{.ActorID}}|{{.ActorEmail}}|{{.IPAddress}}|{{.FiredAt}}|{{.EventID}}|{{.TenantID}}|{{.CausationID}}';
    const event = sampleEvent('user.created', {}, { causationId: '0198c0de-7a11-7c3e-9b52-3f1d5a6e0103' });
    expect(rendered(source, { event }).split('|')).toEqual([
      'user.created',
      '0198c0de-7a11-7c3e-9b52-3f1d5a6e0102',
      'owner@example.com',
      '203.0.113.7',
      '2026-03-02T08:15:30.123Z',
      '0198c0de-7a11-7c3e-9b52-3f1d5a6e0100',
      '0198c0de-7a11-7c3e-9b52-3f1d5a6e0101',
      '0198c0de-7a11-7c3e-9b52-3f1d5a6e0103',
    ]);
  });

  it('fills in new and old values, nested attributes and secrets', () => {
    const event = sampleEvent(
      'user.updated',
      { user_attributes: { teams: ['a', 'b'], 'cost-center': { id: 7 } } },
      { previous: { user_email: 'old@example.com' } },
    );
    const source =
      '{{.Previous.user_email}} {{.Data.user_email}} {{.Data.user_attributes.cost-center.id}} ' +
      '{{.Data.user_attributes.teams.1}} {{secrets.TOKEN}}';
    expect(rendered(source, { event, secrets: { TOKEN: 's3cret' } })).toBe(
      'old@example.com ada.lovelace@example.com 7 b s3cret',
    );
  });

  it("reads the failure events' fields at the top", () => {
    const event = sampleEvent('event_action.delivery_failed');
    expect(rendered('Integration failed: *{{.integration_name}}* ({{.attempt_count}} attempts)', { event })).toBe(
      'Integration failed: *LDAP Sync* (5 attempts)',
    );
  });

  it('renders what is missing as nothing, and as null where JSON wants a value', () => {
    const data = { user_manager_id: null };
    expect(rendered('[{{.Data.user_manager_id}}{{.Previous.user_email}}{{.Data.toString}}]', { data })).toBe('[]');
    expect(
      rendered('{"m": {{.Data.user_manager_id}}, "p": "{{.Previous.user_email}}"}', { data, context: 'json' }),
    ).toBe('{"m": null, "p": ""}');
  });

  it('refuses to go on without a secret that is not set', () => {
    expect(rendering('{{secrets.toString}}')).toMatchObject({
      ok: false,
      error: { message: '{{secrets.toString}} cannot be used: the secret is not set', offset: 0, line: 1, column: 1 },
    });
  });

  it('writes lists and objects as compact JSON', () => {
    expect(rendered('{{.Data.user_attributes}}', { data: { user_attributes: { a: [1, null] } } })).toBe(
      '{"a":[1,null]}',
    );
  });

  it('holds output to 1 MB, counted as UTF-8', () => {
    const big = (text: string) => rendering('{{.Data.user_name}}'.repeat(3000), { data: { user_name: text } });
    expect(big('x'.repeat(349)).ok).toBe(true);
    expect(big('x'.repeat(350))).toMatchObject({
      ok: false,
      error: { message: 'The rendered text is longer than 1 MB' },
    });
    expect(big('€'.repeat(120)).ok).toBe(false);
  });
});

describe('each context', () => {
  const hostile = `a"b\\c\n<d>&'é😀 /?#`;
  const data = { user_name: hostile };

  it.each([
    ['text', '{{.Data.user_name}}', hostile],
    ['json', '"{{.Data.user_name}}"', `"a\\"b\\\\c\\n<d>&'é😀 /?#"`],
    ['json', '{{.Data.user_name}}', `"a\\"b\\\\c\\n<d>&'é😀 /?#"`],
    ['slack', '{{.Data.user_name}}', `a"b\\c\n&lt;d&gt;&amp;'é😀 /?#`],
    ['xml', '{{.Data.user_name}}', `a&quot;b\\c\n&lt;d&gt;&amp;&#39;é😀 /?#`],
    ['form', 'n={{.Data.user_name}}', 'n=a%22b%5Cc%0A%3Cd%3E%26%27%C3%A9%F0%9F%98%80+%2F%3F%23'],
    ['url', 'https://h/{{.Data.user_name}}', 'https://h/a%22b%5Cc%0A%3Cd%3E%26%27%C3%A9%F0%9F%98%80%20%2F%3F%23'],
  ] as const)('%s writes a hostile value safely into %s', (context, source, text) => {
    expect(rendered(source, { context, data })).toBe(text);
  });

  it('json puts objects into strings as text and outside of them as themselves', () => {
    const attributes = { user_attributes: { 'a"b': [true] } };
    const text = rendered('{"s": "{{.Data.user_attributes}}", "v": {{.Data.user_attributes}}}', {
      context: 'json',
      data: attributes,
    });
    expect(JSON.parse(text)).toEqual({ s: JSON.stringify(attributes.user_attributes), v: attributes.user_attributes });
  });

  it('url keeps unreserved characters and encodes all others', () => {
    const value = "AZaz09-._~!*'()+,;=:@$[]";
    expect(rendered('https://h/{{.Data.user_name}}', { context: 'url', data: { user_name: value } })).toBe(
      'https://h/AZaz09-._~%21%2A%27%28%29%2B%2C%3B%3D%3A%40%24%5B%5D',
    );
  });

  it('xml has no way to write a control character', () => {
    expect(rendered('{{.Data.user_name}}', { context: 'xml', data: { user_name: 'a\u0000b\u0008\r\ud800' } })).toBe(
      'a\ufffdb\ufffd&#13;\ufffd',
    );
  });

  it.each(['a\rb', 'a\nb', 'a\u0000b', 'a\tb', 'a\u007fb', 'a\u0085b'])('header refuses %j', (value) => {
    expect(rendering('{{.Data.user_name}}', { context: 'header', data: { user_name: value } })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('line break or another control character') },
    });
  });
});

describe('a URL that a secret begins', () => {
  const secrets = {
    HOOK: 'https://hooks.example.com/services/T0/B0?k=a%20b',
    HOST: 'https://hooks.example.com',
    WORD: 'x',
  };
  const render = (source: string) => rendering(source, { context: 'url', secrets, data: { user_name: '.evil.test' } });

  it('takes the secret as it is and encodes what follows', () => {
    expect(render('{{secrets.HOOK}}')).toEqual({ ok: true, text: secrets.HOOK });
    expect(render('{{secrets.HOOK}}&u={{secrets.HOST}}')).toEqual({
      ok: true,
      text: `${secrets.HOOK}&u=https%3A%2F%2Fhooks.example.com`,
    });
    expect(render('{{secrets.HOST}}/{{.Data.user_name}}')).toMatchObject({ ok: true });
  });

  it('cannot be led to another host', () => {
    expect(render('{{secrets.HOST}}{{.Data.user_name}}')).toMatchObject({ ok: false });
    expect(render('{{secrets.HOST}}&u={{.Data.user_name}}')).toMatchObject({ ok: false });
    expect(render('{{secrets.WORD}}')).toMatchObject({ ok: false });
    expect(render('https://{{secrets.WORD}}/')).toMatchObject({ ok: false });
  });

  it.each(['.', '..'])('cannot be led to another path by %s', (value) => {
    const url = rendering('https://h/users/{{.Data.user_name}}/keys', { context: 'url', data: { user_name: value } });
    expect(url).toMatchObject({ ok: false, error: { message: expect.stringContaining('another path') } });
    const query = rendering('https://h/?q=/{{.Data.user_name}}', { context: 'url', data: { user_name: value } });
    expect(query).toMatchObject({ ok: true });
  });
});

describe('the context of a body', () => {
  it.each([
    ['application/json', 'x', 'json'],
    ['application/json; charset=utf-8', '', 'json'],
    ['Application/SCIM+JSON', '', 'json'],
    ['text/json', '', 'json'],
    ['application/x-www-form-urlencoded', '{', 'form'],
    ['application/xml', '', 'xml'],
    ['application/soap+xml;action=x', '', 'xml'],
    ['text/html', '', 'xml'],
    ['text/plain', '{"a":1}', 'text'],
    ['application/jsonish', '', 'text'],
    [undefined, '{"a": "{{.Data.user_email}}"}', 'json'],
    [undefined, ' \n{', 'json'],
    [undefined, '["a"', 'json'],
    [undefined, '[{{.Data.user_email}}]', 'json'],
    [undefined, '[1, 2]', 'json'],
    [undefined, '[{{.Data.user_email}}] signed in', 'text'],
    [undefined, '[2026-01-01] hello', 'text'],
    [undefined, '{{.Data.user_email}}', 'text'],
    [undefined, 'hello', 'text'],
    [undefined, '', 'text'],
    ['', '{}', 'json'],
  ] as const)('for content type %s and body %j is %s', (contentType, body, context) => {
    expect(bodyContext(contentType, body)).toBe(context);
  });
});
