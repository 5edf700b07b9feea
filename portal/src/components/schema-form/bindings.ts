'use client';

import { createContext, useContext } from 'react';

/** A value that an input can take from elsewhere: of the flow's input, its subject, an earlier step's output. */
export interface BindingSource {
  /** As a binding names it: `steps.create.output.id`. */
  readonly path: string;
  /** Under which heading it is offered. */
  readonly group: string;
  /** It is the id of one of these: `user`, `group`. */
  readonly refersTo?: string;
}

/** Null where inputs are given by hand only. */
export const BindingSources = createContext<readonly BindingSource[] | null>(null);

/** Where values are taken from, in a word. */
export const BindingOrigin = createContext('the flow');

export function useBindingSources(): readonly BindingSource[] | null {
  return useContext(BindingSources);
}

/** What an input of this name most likely takes: what is called like it, or ends so; else such a thing; else the first. */
export function likelySource(sources: readonly BindingSource[], name: string, refersTo: string | undefined): string {
  const wanted = plainName(name);
  const lastNames = sources.map(({ path }) => plainName(path.slice(path.lastIndexOf('.') + 1)));
  const same = lastNames.indexOf(wanted);
  const alike = same >= 0 ? same : lastNames.findIndex((each) => each.endsWith(wanted));
  const fitting = sources.find((each) => refersTo !== undefined && each.refersTo === refersTo) ?? sources[0];
  return (sources[alike] ?? fitting)?.path ?? '';
}

/** `userEmail` and `user_email` are the same. */
function plainName(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** The path of a value that is taken from elsewhere as it is; null for any other value. */
export function referenceOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('$from' in value)) return null;
  return Object.keys(value).length === 1 && typeof value.$from === 'string' ? value.$from : null;
}

/** A text as it is typed, `{{subject.email}}` in it or not. Null where the value is no text. */
export function typedText(value: unknown): string | null {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && '$text' in value && typeof value.$text === 'string') return value.$text;
  return null;
}

/** A text as it is typed, where a value that is taken from elsewhere is typed as `{{input.name}}`, too. */
export function typedEntry(value: unknown): string {
  const reference = referenceOf(value);
  return reference === null ? (typedText(value) ?? '') : `{{${reference}}}`;
}

/** The other way round: nothing but `{{input.name}}` is that value as it is. */
export function entryBinding(typed: string): unknown {
  const whole = /^\{\{\s*([^{}]+?)\s*\}\}$/.exec(typed)?.[1];
  return whole ? { $from: whole } : textBinding(typed);
}

/** What was typed, as a binding keeps it. */
export function textBinding(typed: string): unknown {
  return /\{\{[^{}]+\}\}/.test(typed) ? { $text: typed } : typed;
}
