import type { AttentionQuery } from '../../../generated/graphql';

type Item = AttentionQuery['attention'][number];

const several = (count: number, one: string, many: string) =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`;

/** What happened in a sentence, and the page where it is mended. */
const SAID: Record<Item['kind'], (item: Item) => { text: string; href: string }> = {
  FAILED_DELIVERIES: ({ id, title, count }) => ({
    text: `${several(count, 'delivery', 'deliveries')} of ${title} failed`,
    href: `/deliveries?integration=${id}&status=FAILED`,
  }),
  DISABLED_INTEGRATION: ({ id, title }) => ({
    text: `The integration ${title} was switched off`,
    href: `/integrations/${id}`,
  }),
  FAILED_RUNS: ({ id, title, count }) => ({
    text: `${several(count, 'run', 'runs')} of ${title} failed`,
    href: `/tasks/${id}?tab=runs`,
  }),
  RUN_TO_CONFIRM: ({ id, title, count }) => ({
    text: `${title} asks before ${several(count, 'removal', 'removals')}`,
    href: `/runs/${id}`,
  }),
  FAILED_FLOW: ({ id, title }) => ({ text: `The flow ${title} failed`, href: `/flows/${id}` }),
  FLOW_TO_CONFIRM: ({ id, title }) => ({ text: `${title} asks whether to go on`, href: `/flows/${id}` }),
  FLOW_APPROVAL: ({ id, title }) => ({ text: `${title} waits for an approval`, href: `/flows/${id}` }),
  FAILING_CONNECTION: ({ id, title }) => ({
    text: `The connection ${title} does not work`,
    href: `/connections/${id}`,
  }),
};

export function attentionText(item: Item): { text: string; href: string } {
  return SAID[item.kind](item);
}
