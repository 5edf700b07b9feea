import { readExpression } from './expression.ts';
import { JsonPlaceTracker } from './json-place.ts';
import { problemAt } from './position.ts';
import { MAX_PROBLEMS, MAX_TEMPLATE_BYTES, type Segment, type Template, type TemplateProblem } from './template.ts';
import { UrlPlaceTracker } from './url-place.ts';

export type ParseResult = { ok: true; template: Template } | { ok: false; errors: TemplateProblem[] };

const OPEN = '{{';
const CLOSE = '}}';
const BLANK = ' \t\r\n';

/**
 * Parses the part of Go's template syntax that names variables: `{{.Data.user_email}}`,
 * `{{.EventType}}`, `{{secrets.NAME}}`, with whitespace and trim markers (`{{-`, `-}}`); `{{"{{"}}`
 * writes two braces. Control structures, pipes and functions are errors. Takes linear time.
 */
export function parseTemplate(source: string): ParseResult {
  if (Buffer.byteLength(source) > MAX_TEMPLATE_BYTES) {
    return { ok: false, errors: [problemAt(source, 0, `A template holds at most ${MAX_TEMPLATE_BYTES / 1024} kB`)] };
  }
  const builder = new SegmentBuilder(source);
  let position = 0;
  while (builder.errors.length < MAX_PROBLEMS) {
    const open = source.indexOf(OPEN, position);
    if (open === -1) {
      builder.text(position, source.length);
      break;
    }
    builder.text(position, open);
    const close = source.indexOf(CLOSE, open + OPEN.length);
    if (close === -1) {
      builder.fail(open, 'This {{ is never closed with }}; to write the braces themselves, use {{"{{"}}');
      break;
    }
    builder.hole(open, source.slice(open + OPEN.length, close));
    position = close + CLOSE.length;
  }
  if (builder.errors.length > 0) return { ok: false, errors: builder.errors };
  return { ok: true, template: { source, segments: builder.segments } };
}

class SegmentBuilder {
  readonly segments: Segment[] = [];
  readonly errors: TemplateProblem[] = [];
  readonly #source: string;
  readonly #json = new JsonPlaceTracker();
  readonly #url = new UrlPlaceTracker();
  #trimsNext = false;
  #pending: { start: number; end: number } | undefined;

  constructor(source: string) {
    this.#source = source;
  }

  text(start: number, end: number): void {
    let from = start;
    if (this.#trimsNext) while (from < end && isBlank(this.#source, from)) from += 1;
    this.#trimsNext = false;
    this.#pending = { start: from, end };
    if (end === this.#source.length) this.#flush(false);
  }

  hole(open: number, inner: string): void {
    const trimsBefore = inner.startsWith('-') && (inner.length === 1 || isBlank(inner, 1));
    const trimsAfter = inner.length > 1 && inner.endsWith('-') && isBlank(inner, inner.length - 2);
    this.#flush(trimsBefore);
    this.#trimsNext = trimsAfter;
    const expression = readExpression(inner.slice(trimsBefore ? 1 : 0, trimsAfter ? -1 : undefined).trim());
    if (expression.kind === 'refused') this.fail(open, expression.message);
    else if (expression.kind === 'text') this.#addText(expression.text, open);
    else {
      const { variable, source } = expression;
      const jsonPlace = this.#json.place;
      this.#json.passHole();
      const urlPlace = this.#url.passHole(variable);
      this.segments.push({ kind: 'hole', variable, source, offset: open, jsonPlace, urlPlace });
    }
  }

  fail(offset: number, message: string): void {
    this.errors.push(problemAt(this.#source, offset, message));
  }

  #flush(trimsEnd: boolean): void {
    if (!this.#pending) return;
    const { start } = this.#pending;
    let { end } = this.#pending;
    this.#pending = undefined;
    if (trimsEnd) while (end > start && isBlank(this.#source, end - 1)) end -= 1;
    if (end > start) this.#addText(this.#source.slice(start, end), start);
  }

  #addText(text: string, offset: number): void {
    this.#json.pass(text);
    this.#url.pass(text);
    this.segments.push({ kind: 'text', text, offset });
  }
}

function isBlank(text: string, index: number): boolean {
  return BLANK.includes(text.charAt(index));
}
