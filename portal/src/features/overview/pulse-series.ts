import type { PulseQuery } from '../../../generated/graphql';

export type PulseMinute = PulseQuery['pulse'][number];

/** What is counted, in the colours of the chart and beside the numbers. */
export const PULSE_SERIES = [
  { name: 'events', label: 'Events', color: 'indigo.6', href: '/events' },
  { name: 'deliveries', label: 'Deliveries', color: 'teal.6', href: '/deliveries' },
  { name: 'taskRuns', label: 'Runs', color: 'orange.6', href: '/runs' },
  { name: 'actionFlows', label: 'Flows', color: 'grape.6', href: '/flows' },
] as const;

/** Those that the viewer may see: of the others, the API counts nothing. */
export function seriesOf(pulse: readonly PulseMinute[]) {
  return PULSE_SERIES.filter(({ name }) => pulse.some((minute) => minute[name] !== null));
}

export function totalOf(pulse: readonly PulseMinute[], name: (typeof PULSE_SERIES)[number]['name']): number {
  return pulse.reduce((sum, minute) => sum + (minute[name] ?? 0), 0);
}
