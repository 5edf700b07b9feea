import type { EventFacts } from '../../../../server/src/modules/event/catalogue/index.ts';
import {
  parseTemplate,
  type RenderResult,
  renderTemplate,
  type Template,
  type TemplateContext,
  type TemplateProblem,
} from '../../../../server/src/modules/integration/template/index.ts';
import { sampleEvent } from '../sample-event.ts';

export function parsed(source: string): Template {
  const result = parseTemplate(source);
  if (!result.ok) throw new Error(`${source}: ${result.errors.map((error) => error.message).join('; ')}`);
  return result.template;
}

export function refusal(source: string): TemplateProblem[] {
  const result = parseTemplate(source);
  return result.ok ? [] : result.errors;
}

export interface RenderSettings {
  context?: TemplateContext;
  data?: Record<string, unknown>;
  secrets?: Record<string, string>;
  event?: EventFacts;
}

export function rendering(
  source: string,
  { context = 'text', data, secrets = {}, event }: RenderSettings = {},
): RenderResult {
  return renderTemplate(parsed(source), { event: event ?? sampleEvent('user.created', data), secrets }, context);
}

export function rendered(source: string, settings: RenderSettings = {}): string {
  const result = rendering(source, settings);
  if (!result.ok) throw new Error(result.error.message);
  return result.text;
}
