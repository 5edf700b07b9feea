import type { CoreInput } from '../../chain/index.ts';
import { type OpenConnection, openConnection, type ProviderGrant, readGrants } from '../../connection/index.ts';
import { done, failed } from '../step-result.ts';
import type { Perform } from './performer.ts';

const MOST_NAMED = 10;

/**
 * Reads back from a provider that somebody holds nothing there any more. What is left fails it as a conflict, which is
 * tried again: a provider may take a while to show what it has done.
 */
export const noGrantsLeft: Perform<CoreInput<'no_grants_left'>> = async (
  { ctx, step, signal },
  { connectionId, principals },
) => {
  const opened = await openConnection(ctx, connectionId);
  const { name, resources } = opened.manifest;
  if (resources.length === 0) return failed('invalid', `${name} lists nothing that could be read back`);
  const timeoutMs = step.spec.timeoutSeconds * 1000;
  const read = await readGrants(ctx, opened, { principals, runId: step.id, timeoutMs, signal });
  if (!read.ok) return failed(read.error.kind, read.error.message);
  const { grants, objectCount } = read;
  // An empty account, or a credential that may see nothing: that nobody holds anything in it is no proof.
  if (objectCount === 0) return failed('invalid', sawNothing(opened));
  if (grants.length === 0) return done('noop', { objectCount }, `nothing is left in ${objectCount} places`);
  return failed('conflict', `${opened.connection.name} still has ${named(grants)}`);
};

function sawNothing({ connection, manifest: { resources } }: OpenConnection): string {
  const kinds = resources.map(({ type }) => type).join(', ');
  return `${connection.name} lists nothing that could be looked through (${kinds}); see what its credentials may read`;
}

function named(grants: readonly ProviderGrant[]): string {
  const first = grants
    .slice(0, MOST_NAMED)
    .map(
      ({ principal, entitlement, resourceType, objectName }) =>
        `${principal} as ${entitlement} of the ${resourceType} ${objectName}`,
    );
  const more = grants.length - first.length;
  return more > 0 ? `${first.join(', ')} and ${more} more` : first.join(', ');
}
