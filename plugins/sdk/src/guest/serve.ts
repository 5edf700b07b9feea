import * as z from 'zod';
import type { Context } from '../define/context.ts';
import type { Outcome } from '../define/outcome.ts';
import type { PluginDefinition } from '../define/plugin.ts';
import { ProviderError } from '../define/provider-error.ts';
import { entitlement, grant, resourceObject } from '../define/resource-shapes.ts';
import { checked } from './checked.ts';
import { contextOf } from './context.ts';
import type { GuestAnswer, GuestLink, GuestOrder } from './protocol.ts';
import { Asleep, Planned } from './signals.ts';

/** Every schema is used once or twice in a run's life: generating code for it would not pay. */
z.config({ jitless: true });

/**
 * Carries out one order inside the sandbox, and answers JSON text. What the plugin is given and what it answers are both
 * checked here, where its schemas are; the host believes none of it further than its own rules go.
 */
export async function serve(plugin: PluginDefinition, link: GuestLink): Promise<string> {
  const answer = await answerOf(plugin, link).catch(failure);
  return JSON.stringify(answer);
}

async function answerOf(plugin: PluginDefinition, link: GuestLink): Promise<GuestAnswer> {
  const order = link.input as GuestOrder;
  const config = checked(plugin.config, order.config, { kind: 'invalid', what: 'config' });
  const ctx = contextOf(plugin, link, order, config);
  if (order.operation === 'action') return runAction(plugin, ctx, order);
  if (order.operation === 'check') return { check: await plugin.check(ctx) };
  return { page: await readPage(plugin, ctx, order) };
}

async function runAction(
  plugin: PluginDefinition,
  ctx: Context,
  order: GuestOrder & { operation: 'action' },
): Promise<GuestAnswer> {
  const action = plugin.actions.find(({ id }) => id === order.action);
  if (!action) throw new ProviderError('invalid', `${plugin.id} has no action ${order.action}`);
  const input = checked(action.input, order.input, { kind: 'invalid', what: 'input' });
  const answer = (await action.run(ctx, input)) as Outcome<unknown>;
  const output = checked(action.output, answer.output, { kind: 'unexpected_answer', what: 'output' });
  return { ...answer, output };
}

const ITEMS = { objects: resourceObject, entitlements: entitlement, grants: grant };

async function readPage(
  plugin: PluginDefinition,
  ctx: Context,
  order: Extract<GuestOrder, { cursor: string | null }>,
): Promise<{ items: unknown[]; next: string | null }> {
  const resource = plugin.resources.find(({ type }) => type === order.resource);
  if (!resource) throw new ProviderError('invalid', `${plugin.id} has no resource ${order.resource}`);
  const page =
    order.operation === 'objects'
      ? await resource.objects(ctx, order.cursor)
      : await resource[order.operation](ctx, order.object, order.cursor);
  const shape = z.strictObject({ items: z.array(ITEMS[order.operation]), next: z.string().nullable() });
  return checked(shape, page, { kind: 'unexpected_answer', what: order.operation });
}

function failure(error: unknown): GuestAnswer {
  if (error instanceof Planned) return { outcome: 'planned' };
  if (error instanceof Asleep) return { sleepUntil: error.until.toISOString() };
  if (error instanceof ProviderError)
    return { error: { kind: error.kind, message: error.message, status: error.status } };
  // An error of the plugin's own code: a bug, and not the provider's word.
  return {
    error: { kind: 'internal', message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) },
  };
}
