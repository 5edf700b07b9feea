/** What is wrong with a template, and where. `offset` counts UTF-16 units from 0; line and column count from 1. */
export interface TemplateProblem {
  message: string;
  offset: number;
  line: number;
  column: number;
}

/** Where a rendered template goes; it decides how values are written so that they break nothing. */
export type TemplateContext = 'text' | 'json' | 'form' | 'url' | 'header' | 'slack' | 'xml';

/** What a hole names. Paths are syntax only here; which of them exist depends on the event types. */
export type Variable =
  | { readonly scope: 'top'; readonly path: readonly string[] }
  | { readonly scope: 'data' | 'previous'; readonly path: readonly string[] }
  | { readonly scope: 'secret'; readonly name: string };

/** Where a hole stands if the template is JSON: within a string, after a lone backslash in one, or as a value. */
export type JsonPlace = 'value' | 'string' | 'escape';

/**
 * Where a hole stands if the template is a URL. `origin`: a secret that the URL starts with.
 * `after-origin`: behind such a secret, with no `/`, `?` or `#` between. `rest`: path, query or
 * fragment. `refused`: anywhere else in scheme, host or port.
 */
export type UrlPlace = 'origin' | 'after-origin' | 'rest' | 'refused';

export interface TextSegment {
  readonly kind: 'text';
  readonly text: string;
  readonly offset: number;
}

export interface HoleSegment {
  readonly kind: 'hole';
  readonly variable: Variable;
  /** As canonical source: `{{.Data.user_email}}`. */
  readonly source: string;
  readonly offset: number;
  readonly jsonPlace: JsonPlace;
  readonly urlPlace: UrlPlace;
}

export type Segment = TextSegment | HoleSegment;

/** A parsed template: everything that can be known without values is known, rendering is one loop. */
export interface Template {
  readonly source: string;
  readonly segments: readonly Segment[];
}

export const MAX_TEMPLATE_BYTES = 64 * 1024;
export const MAX_OUTPUT_BYTES = 1024 * 1024;
export const MAX_PROBLEMS = 20;
