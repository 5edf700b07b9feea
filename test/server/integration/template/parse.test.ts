import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../../../server/src/modules/integration/template/index.ts';
import { parsed, refusal, rendered } from './templates.ts';

describe('parsing a template', () => {
  it.each([
    ['{{.EventType}}', 'user.created'],
    ['{{ .EventType }}', 'user.created'],
    ['{{\n\t.EventType\r\n}}', 'user.created'],
    ['a {{- .EventType -}} b', 'auser.createdb'],
    ['a {{- .EventType }} b', 'auser.created b'],
    ['a {{ .EventType -}}\n\n b', 'a user.createdb'],
    ['{{"{{"}} and }}', '{{ and }}'],
    ['{{ `{{` }}.EventType}}', '{{.EventType}}'],
    ['{{"{"}}{{.EventType}}}', '{user.created}'],
    ['{"a":{{.EventType}}}', '{"a":user.created}'],
    ['', ''],
    ['no holes at all }} {', 'no holes at all }} {'],
  ])('reads %j', (source, text) => {
    expect(rendered(source)).toBe(text);
  });

  it.each([
    ['{{if .Data.user_active}}x{{end}}', /"if" is not available/],
    ['{{range .Data.x}}', /"range" is not available/],
    ['{{else}}', /"else" is not available/],
    ['{{.Data.user_email | urlquery}}', /Pipes are not available/],
    ['{{printf "%s" .Data.user_email}}', /Functions are not available/],
    ['{{(.Data.user_email)}}', /Functions are not available/],
    ['{{$x := .Data.user_email}}', /Variables of your own/],
    ['{{/* note */}}', /Comments are not available/],
    ['{{"text"}}', /Constants are not available/],
    ['{{Data.user_email}}', /starts with a dot/],
    ['{{user_email}}', /starts with a dot/],
    ['{{.secrets.TOKEN}}', /without a dot/],
    ['{{secrets.9LIVES}}', /A secret is named by/],
    ['{{secrets}}', /A secret is named by/],
    ['{{}}', /Nothing stands between/],
    ['{{ -}}', /Nothing stands between/],
    ['{{.}}', /not a variable/],
    ['{{..Data}}', /not a variable/],
    ['{{.Data.}}', /not a variable/],
    ['{{.Data.user_email-}}', /not a variable/],
    ['{{-3}}', /not a variable/],
    ['{{.Data["user_email"]}}', /not a variable/],
    ['{{{.Data.user_email}}}', /a brace too many/],
    ['{{.Data.user_email', /never closed/],
    ['{{ .A {{.B}}', /not closed with \}\} before the next/],
    [`{{.${'x'.repeat(600)}}}`, /too long/],
  ])('refuses %s and says what is possible', (source, message) => {
    expect(refusal(source)[0]?.message).toMatch(message);
  });

  it('names offset, line and column of each refusal', () => {
    const errors = refusal('one\r\ntwo {{if .x}}\n\n  {{.Data.user_email}}{{end}}');
    expect(errors.map(({ offset, line, column }) => ({ offset, line, column }))).toEqual([
      { offset: 9, line: 2, column: 5 },
      { offset: 42, line: 4, column: 23 },
    ]);
  });

  it('names at most twenty refusals', () => {
    expect(refusal('{{if}}'.repeat(1000))).toHaveLength(20);
  });

  it('holds at most 64 kB, counted as UTF-8', () => {
    expect(parseTemplate('a'.repeat(65_536)).ok).toBe(true);
    expect(refusal('a'.repeat(65_537))[0]?.message).toBe('A template holds at most 64 kB');
    expect(parseTemplate('€'.repeat(30_000)).ok).toBe(false);
  });
});

describe('any template', () => {
  const path = fc.constantFrom(
    '.EventType',
    '.Data.user_email',
    '.Previous.user_name',
    'secrets.TOKEN',
    '.Data.a.b-c.0',
  );
  const piece = fc.oneof(
    fc.record({ text: fc.string({ unit: fc.constantFrom('{', '}', '"', '-', ' ', '\n', 'a', '.', '\\') }) }),
    fc.record({ hole: path }),
  );

  /** Source that means these pieces: what the parser would take for a hole is written as a constant. */
  function print(pieces: ({ text: string } | { hole: string })[]): string {
    let source = '';
    for (const [index, item] of pieces.entries()) {
      if ('hole' in item) {
        source += `{{${item.hole}}}`;
      } else {
        const text = item.text.replaceAll('{{', '{{"{{"}}');
        const isBeforeHole = index + 1 < pieces.length;
        source += isBeforeHole && text.endsWith('{') ? `${text.slice(0, -1)}{{"{"}}` : text;
      }
    }
    return source;
  }

  function meaning(source: string): string[] {
    const items: string[] = [];
    for (const segment of parsed(source).segments) {
      if (segment.kind === 'hole') items.push(segment.source, '');
      else items.push((items.pop() ?? '') + segment.text);
    }
    return items.filter((item) => item !== '');
  }

  it('means after parsing what was printed', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const merged: ({ text: string } | { hole: string })[] = [];
        for (const item of pieces) {
          const last = merged.at(-1);
          if (last && 'text' in last && 'text' in item) last.text += item.text;
          else merged.push({ ...item });
        }
        const expected = merged
          .map((item) => ('hole' in item ? `{{${item.hole}}}` : item.text))
          .filter((item) => item !== '');
        expect(meaning(print(merged))).toEqual(expected);
      }),
    );
  });

  it('is parsed or refused with positions inside it, never thrown at', () => {
    const garbage = fc.oneof(
      fc.string({ maxLength: 200, unit: 'binary' }),
      fc.string({ maxLength: 200, unit: fc.constantFrom('{', '}', '"', '`', '-', ' ', '.', 'D', '|', '$', '\n') }),
    );
    fc.assert(
      fc.property(garbage, (source) => {
        const result = parseTemplate(source);
        if (result.ok) return;
        expect(result.errors.length).toBeGreaterThan(0);
        for (const { offset, line, column } of result.errors) {
          expect(offset).toBeLessThan(source.length);
          const lines = source.split('\n');
          const lineStart = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
          expect(lineStart + column - 1).toBe(offset);
        }
      }),
    );
  });

  it.each(['{{', '{', '}}', '{{{{.a}}', '{{.Data.user_email}}', '{{"{{"}}', '{{- -}}', ' \n'])(
    'of %j sixteen thousand times over is answered',
    (unit) => {
      const source = unit.repeat(Math.floor(65_536 / unit.length));
      expect(typeof parseTemplate(source).ok).toBe('boolean');
    },
  );
});
