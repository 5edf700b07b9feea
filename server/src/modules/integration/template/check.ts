import type { EventType } from '../../event/catalogue/index.ts';
import { findUnavailable } from './availability.ts';
import { HEADER_FORBIDDEN } from './encode.ts';
import { findJsonProblem } from './json-document.ts';
import { problemAt } from './position.ts';
import { MAX_PROBLEMS, type Template, type TemplateContext, type TemplateProblem } from './template.ts';
import { hasDotSegment, URL_FORBIDDEN } from './url.ts';
import { ORIGIN } from './url-place.ts';

export interface CheckOptions {
  /** Where the template will be rendered to. Default `text`. */
  context?: TemplateContext;
  /** The secrets that are set. Without them, any secret name passes. */
  secretNames?: readonly string[];
}

type Report = (offset: number, message: string) => void;

/**
 * What would go wrong when this template is rendered for an event of any of these types: variables
 * that one of them lacks, a place that no value may stand in, a JSON body that is not JSON. An empty
 * JSON template is no body, hence no problem. At most 20 problems are named.
 */
export function checkTemplate(
  template: Template,
  eventTypes: readonly EventType[],
  { context = 'text', secretNames }: CheckOptions = {},
): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const report: Report = (offset, message) => {
    if (problems.length < MAX_PROBLEMS) problems.push(problemAt(template.source, offset, message));
  };
  for (const segment of template.segments) {
    if (problems.length === MAX_PROBLEMS) break;
    const message = segment.kind === 'hole' && findUnavailable(segment, eventTypes, secretNames);
    if (message) report(segment.offset, message);
  }
  if (context === 'json') checkJson(template, report);
  if (context === 'url') checkUrl(template, report);
  if (context === 'header') checkText(template, HEADER_FORBIDDEN, 'A header cannot hold a line break', report);
  return problems;
}

function checkJson(template: Template, report: Report): void {
  const isBlank = template.segments.every((segment) => segment.kind === 'text' && segment.text.trim() === '');
  const problem = isBlank ? undefined : findJsonProblem(template);
  if (problem) report(problem.offset, problem.message);
}

function checkUrl(template: Template, report: Report): void {
  for (const segment of template.segments) {
    if (segment.kind === 'hole' && segment.urlPlace === 'refused') {
      const place = 'the scheme, host or port of a URL';
      report(segment.offset, `A variable cannot stand in ${place}: only a secret at its very start can hold those`);
    }
  }
  checkText(template, URL_FORBIDDEN, 'A URL holds no spaces or line breaks: write %20 for a space', report);
  const withStandIns = template.segments.map((segment) => (segment.kind === 'text' ? segment.text : 'x')).join('');
  const origin = ORIGIN.exec(withStandIns)?.[0];
  if (template.segments[0]?.kind !== 'hole' && !(origin && URL.canParse(origin))) {
    report(0, 'A URL starts with https:// or http:// and a host');
  }
  if (hasDotSegment(withStandIns)) report(0, 'A URL is written without "." and ".." segments');
}

function checkText(template: Template, forbidden: RegExp, message: string, report: Report): void {
  for (const segment of template.segments) {
    const index = segment.kind === 'text' ? segment.text.search(forbidden) : -1;
    if (index !== -1) report(segment.offset + index, message);
  }
}
