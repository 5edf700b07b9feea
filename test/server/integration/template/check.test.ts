import { describe, expect, it } from 'vitest';
import type { EventType } from '../../../../server/src/modules/event/catalogue/index.ts';
import { type CheckOptions, checkTemplate } from '../../../../server/src/modules/integration/template/index.ts';
import { parsed } from './templates.ts';

function messages(source: string, types: EventType[], options: CheckOptions = {}): string[] {
  return checkTemplate(parsed(source), types, options).map((problem) => problem.message);
}

describe('checking the variables of a template', () => {
  it.each([
    '{{.EventType}} {{.ActorID}} {{.ActorEmail}} {{.IPAddress}} {{.FiredAt}} {{.EventID}} {{.TenantID}}',
    '{{.Data.user_id}} {{.Data.user_email}} {{.Data.user_name}} {{.Data.group_id}} {{.Data.group_name}}',
    '{{.Data.resource_type}} {{.Data.user_attributes.department}} {{.Data}} {{.Previous}}',
    '{{.Previous.user_email}} {{.Previous.user_attributes.department}}',
    '{{secrets.DD_API_KEY}}',
  ])('accepts %s for an event that has them', (source) => {
    expect(messages(source, ['group.member_added'])).toEqual([]);
  });

  it.each<[EventType, string]>([
    [
      'event_action.delivery_failed',
      '{{.integration_name}} {{.event_type}} {{.delivery_id}} {{.attempt_count}} {{.error}} {{.integration_id}}',
    ],
    ['task.run_failed', '{{.task_name}} {{.task_type}} {{.triggered_by}} {{.output}} {{.run_id}} {{.Data.output}}'],
    ['proxy.session_ended', '{{.user_email}} {{.hostname}} {{.provider_id}} {{.user_sub}}'],
  ])("accepts %s's fields at the top", (type, source) => {
    expect(messages(source, [type])).toEqual([]);
  });

  it.each([
    ['{{.Data.user_emial}}', '{{.Data.user_email}}'],
    ['{{.Data.UserEmail}}', '{{.Data.user_email}}'],
    ['{{.Data.user.email}}', '{{.Data.user_email}}'],
    ['{{.Previous.user_nam}}', '{{.Previous.user_name}}'],
    ['{{.user_email}}', '{{.Data.user_email}}'],
    ['{{.data.user_email}}', '{{.Data.user_email}}'],
    ['{{.Eventtype}}', '{{.EventType}}'],
    ['{{.ActorId}}', '{{.ActorID}}'],
  ])('does not know %s and asks whether %s was meant', (source, meant) => {
    expect(messages(source, ['user.created'])).toEqual([`Unknown variable ${source}: did you mean ${meant}?`]);
  });

  it('does not guess when nothing is close', () => {
    expect(messages('{{.Data.shoe_size}}', ['user.created'])).toEqual(['Unknown variable {{.Data.shoe_size}}']);
    expect(messages('{{.EventType.name}}', ['user.created'])[0]).toMatch(/^Unknown variable/);
    expect(messages('{{.Data.user_email.domain}}', ['user.created'])[0]).toMatch(/^Unknown variable/);
    expect(messages('{{.Data.constructor}} {{.Data.__proto__}}', ['user.created'])).toHaveLength(2);
  });

  it('names the event types that lack a variable', () => {
    expect(messages('{{.Data.group_name}}', ['user.created', 'group.member_added', 'login.failed'])).toEqual([
      '{{.Data.group_name}} is not available for user.created, login.failed',
    ]);
    expect(messages('{{.integration_name}}', ['event_action.delivery_failed', 'task.run_failed'])).toEqual([
      '{{.integration_name}} is not available for task.run_failed',
    ]);
  });

  it('knows which secrets are set, when told', () => {
    expect(messages('{{secrets.ANY}}', ['user.created'])).toEqual([]);
    expect(messages('{{secrets.TOKEN}}', ['user.created'], { secretNames: ['TOKEN'] })).toEqual([]);
    expect(messages('{{secrets.TOKNE}}', ['user.created'], { secretNames: ['TOKEN'] })).toEqual([
      'The secret TOKNE is not set: did you mean {{secrets.TOKEN}}?',
    ]);
  });

  it('gives the position of each problem', () => {
    const [problem] = checkTemplate(parsed('Hello\n  {{.Data.nobody}}'), ['user.created']);
    expect(problem).toMatchObject({ offset: 8, line: 2, column: 3 });
  });
});

describe('checking a JSON template', () => {
  const check = (source: string) => checkTemplate(parsed(source), ['user.created'], { context: 'json' });

  it.each([
    '{"email": "{{.Data.user_email}}", "to": "<{{.Data.user_email}}>"}',
    '{"attributes": {{.Data.user_attributes}}, "active": {{ .Data.user_active }}}',
    '{"{{.Data.user_name}}": [1, -2.5e+3, true, null, [], {}, "\\u00e9\\n"]}',
    '{{.Data}}',
    '[{{.Data.user_id}}, {{.Data.user_email}}]',
    '"{{.Data.user_email}}"',
    ' \n{}\n ',
    '',
    '  ',
  ])('accepts %j', (source) => {
    expect(check(source)).toEqual([]);
  });

  it.each([
    ['{"a": 1,}', 8, /a key in double quotes is expected/],
    ['{"a": }', 6, /a value is expected/],
    ['{"a" 1}', 5, /a colon is expected/],
    ['{a: 1}', 1, /a key in double quotes or \} is expected/],
    ['{"a": yes}', 6, /Text needs double quotes/],
    ["{'a': 1}", 1, /a key in double quotes/],
    ['{"a": 1', 7, /a comma or the closing bracket/],
    ['{"a": 01}', 6, /Text needs double quotes/],
    ['{"a": "x', 8, /A string is not closed/],
    ['{"a": "\n"}', 7, /written as an escape/],
    ['{"a": "\\x"}', 8, /no JSON escape/],
    ['{"a": "\\u12g4"}', 11, /four hexadecimal digits/],
    ['[1 2]', 3, /a comma or the closing bracket/],
    ['[1]]', 3, /the end is expected/],
    ['{]', 1, /a key in double quotes or \}/],
    ['[}', 1, /a value or \]/],
    ['{"email": {{.Data.user_email}}x}', 30, /a comma or the closing bracket/],
    ['{"email": x{{.Data.user_email}}}', 11, /glued to a value/],
    ['{"n": 1{{.Data.user_email}}}', 7, /glued to a value/],
    ['{ {{.Data.user_email}}: 1}', 2, /in a key needs quotes/],
    ['{"a": "\\{{.Data.user_email}}"}', 8, /escape sequence/],
    ['{"a": "\\u00{{.Data.user_email}}"}', 11, /escape sequence/],
    ['{"a": {{.Data.user_email}} {{.Data.user_name}}}', 27, /a comma or the closing bracket/],
    ['user {{.Data.user_email}}', 0, /Text needs double quotes/],
  ])('refuses %j at %i', (source, offset, message) => {
    const [problem] = check(source);
    expect(problem?.message).toMatch(message);
    expect(problem?.offset).toBe(offset);
  });
});

describe('checking a URL template', () => {
  const check = (source: string) =>
    checkTemplate(parsed(source), ['user.created'], { context: 'url' }).map((problem) => problem.message);

  it.each([
    'https://api.example.com/users/{{.Data.user_id}}?email={{.Data.user_email}}#{{.EventID}}',
    'http://127.0.0.1:8080/{{.Data.user_id}}',
    'https://api.example.com?u={{.Data.user_id}}',
    '{{secrets.WEBHOOK_URL}}',
    '{{secrets.BASE_URL}}/users/{{.Data.user_id}}',
    '{{secrets.BASE_URL}}&user={{.Data.user_id}}',
    'HTTPS://[2001:db8::1]:443/',
  ])('accepts %s', (source) => {
    expect(check(source)).toEqual([]);
  });

  it.each([
    ['https://{{.Data.user_name}}.example.com/', /scheme, host or port/],
    ['https://example.com{{.Data.user_name}}', /scheme, host or port/],
    ['https://example.com:{{.Data.user_name}}/', /scheme, host or port/],
    ['https://user:{{secrets.PASSWORD}}@example.com/', /scheme, host or port/],
    ['{{.Data.user_name}}://example.com/', /scheme, host or port/],
    ['{{.Data.user_name}}', /scheme, host or port/],
    ['https:///{{.Data.user_name}}', /scheme, host or port/],
    ['https:{{.Data.user_name}}/', /scheme, host or port/],
    ['https:\\\\{{.Data.user_name}}/', /scheme, host or port/],
    [' https://{{secrets.HOST}}/', /scheme, host or port/],
    ['ftp://example.com/', /starts with https/],
    ['example.com/path', /starts with https/],
    ['', /starts with https/],
    ['https://exa mple.com/', /no spaces/],
    ['https://example.com/a\nb', /no spaces/],
    ['https://example.com:99999/', /starts with https/],
    ['https://example.com/a/../b', /"\." and "\.\." segments/],
    ['{{secrets.BASE}}/%2e%2E/', /"\." and "\.\." segments/],
  ])('refuses %s', (source, message) => {
    expect(check(source)[0]).toMatch(message);
  });
});

describe('checking a header template', () => {
  it('refuses a line break in its text', () => {
    expect(messages('Bearer {{secrets.TOKEN}}', ['user.created'], { context: 'header' })).toEqual([]);
    const [problem] = checkTemplate(parsed('a: {{.EventType}}\r\nb'), ['user.created'], { context: 'header' });
    expect(problem).toMatchObject({ message: 'A header cannot hold a line break', offset: 17 });
  });
});
