import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTemplate, parseTemplate } from '../../../../server/src/modules/integration/template/index.ts';
import { rendered, rendering } from './templates.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('"', '\\', '\n', '\r', '{', '}', '/', '?', '#', '&', '=', '.', '%', '2', 'e'),
    maxLength: 12,
  }),
  fc.string({ unit: fc.constantFrom('\ud800', '\udc00', 'a', '\u0000'), maxLength: 5 }),
);

/** JSON source whose strings and values may be holes, and the document it should become. */
const HOLE = '{{.Data.user_name}}';
const jsonWithHoles: fc.Arbitrary<{ source: string; expected: (value: unknown) => unknown }> = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.constant({ source: HOLE, expected: (value: unknown) => value ?? null }),
    fc.tuple(anyText, anyText).map(([before, after]) => ({
      source: `${JSON.stringify(before.replaceAll('{', '(')).slice(0, -1)}${HOLE}${JSON.stringify(after.replaceAll('{', '(')).slice(1)}`,
      expected: (value: unknown) => before.replaceAll('{', '(') + asText(value) + after.replaceAll('{', '('),
    })),
    fc
      .jsonValue({ maxDepth: 1 })
      .filter((value) => !JSON.stringify(value).includes('{{'))
      .map((value) => ({
        source: ` ${JSON.stringify(value, null, 1)} `,
        expected: () => JSON.parse(JSON.stringify(value)),
      })),
    fc.array(tie('node') as fc.Arbitrary<Node>, { maxLength: 3 }).map((items) => ({
      source: `[ ${items.map((item) => item.source).join(' ,')} ]`,
      expected: (value: unknown) => items.map((item) => item.expected(value)),
    })),
    (tie('node') as fc.Arbitrary<Node>).map((item) => ({
      source: `{ "k${HOLE}":${item.source} }`,
      expected: (value: unknown) => ({ [`k${asText(value)}`]: item.expected(value) }),
    })),
  ),
})).node as fc.Arbitrary<Node>;

interface Node {
  source: string;
  expected: (value: unknown) => unknown;
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

describe('whatever the value', () => {
  it('JSON parses afterwards, and holds it', () => {
    const anyValue = fc.oneof(anyText, fc.jsonValue({ maxDepth: 2 }));
    fc.assert(
      fc.property(jsonWithHoles, anyValue, ({ source, expected }, value) => {
        const template = parseTemplate(source);
        if (!template.ok) throw new Error(template.errors[0]?.message);
        expect(checkTemplate(template.template, ['user.created'], { context: 'json' })).toEqual([]);
        const text = rendered(source, { context: 'json', data: { user_name: value } });
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(expected(value))));
      }),
    );
  });

  it('a JSON template that passes the check never becomes anything but JSON', () => {
    const pieces = fc.constantFrom(
      HOLE,
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '\\',
      '\\u00',
      '1',
      '-',
      'e',
      'true',
      'null',
      ' ',
      '\n',
      'x',
    );
    const document = fc.array(pieces, { minLength: 1, maxLength: 9 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(document, anyText, (source, value) => {
        const template = parseTemplate(source);
        if (!template.ok || source.trim() === '') return;
        const isAccepted = checkTemplate(template.template, ['user.created'], { context: 'json' }).length === 0;
        if (!source.includes(HOLE)) expect(isAccepted).toBe(isJson(source));
        if (!isAccepted) return;
        for (const user_name of [value, null, 1, { a: value }]) {
          expect(isJson(rendered(source, { context: 'json', data: { user_name } }))).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('a URL keeps its host, its segments and its parameters', () => {
    const source = `https://api.example.com:8443/users/${HOLE}/x-${HOLE}?a=${HOLE}&b=1#${HOLE}`;
    fc.assert(
      fc.property(anyText, (value) => {
        const result = rendering(source, { context: 'url', data: { user_name: value } });
        if (!result.ok) {
          expect(['.', '..']).toContain(value);
          return;
        }
        const url = new URL(result.text);
        const text = value.toWellFormed();
        expect(url.origin).toBe('https://api.example.com:8443');
        expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'users', text, `x-${text}`]);
        expect([...url.searchParams]).toEqual([
          ['a', text],
          ['b', '1'],
        ]);
        expect(decodeURIComponent(url.hash)).toBe(value === '' ? '' : `#${text}`);
      }),
    );
  });

  it('a form keeps its fields', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const text = rendered(`a=${HOLE}&${HOLE}=b`, { context: 'form', data: { user_name: value } });
        const wellFormed = value.toWellFormed();
        expect([...new URLSearchParams(text)]).toEqual([
          ['a', wellFormed],
          [wellFormed, 'b'],
        ]);
      }),
    );
  });

  it('a header has no line break', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const result = rendering(`Bearer ${HOLE}`, { context: 'header', data: { user_name: value } });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
        if (result.ok) expect(result.text).not.toMatch(/[\u0000-\u001f\u007f]/);
      }),
    );
  });

  it('Slack sees no markup of it, XML no tag', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const data = { user_name: value };
        expect(rendered(HOLE, { context: 'slack', data })).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
        expect(rendered(HOLE, { context: 'xml', data })).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;|#13;)/);
      }),
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
