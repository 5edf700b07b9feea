import type { CheckResult } from '@joinery/plugin-sdk/types';
import { readSupport } from './apply-change.ts';
import { pageOf, type Scim } from './client.ts';

/** A token of SCIM is nobody's: the connection is known by where it leads. */
export async function check(ctx: Scim): Promise<CheckResult> {
  await pageOf(ctx, 'Users', { cursor: null });
  const { filter } = await readSupport(ctx);
  const missing = filter ? [] : ['filters: everybody is read to find one'];
  return { identity: ctx.config.url, missing };
}
