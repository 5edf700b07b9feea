export type IntegrationState = 'DISABLED' | 'FAILING' | 'HEALTHY' | 'UNKNOWN';

/** How an integration does, in one word. */
export function stateOf(integration: {
  enabled: boolean;
  failingSince?: string | null;
  health: { lastDelivery?: object | null };
}): IntegrationState {
  if (!integration.enabled) return 'DISABLED';
  if (integration.failingSince) return 'FAILING';
  return integration.health.lastDelivery ? 'HEALTHY' : 'UNKNOWN';
}

export const STATE_WORDS: Readonly<Record<IntegrationState, string>> = {
  DISABLED: 'Disabled',
  FAILING: 'Failing',
  HEALTHY: 'Working',
  UNKNOWN: 'Enabled',
};
