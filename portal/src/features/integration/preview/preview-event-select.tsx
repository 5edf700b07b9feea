'use client';

import { useQuery } from '@tanstack/react-query';
import { Select } from '@/components/inputs';
import { exactTime } from '@/components/time-text';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { pastEventsQuery } from '../integration.documents';
import type { PreviewFor } from './use-preview';

/** An example of each of the types, and what really happened of them. */
export function PreviewEventSelect({
  eventTypes,
  value,
  onChange,
}: {
  eventTypes: readonly string[];
  value: PreviewFor | null;
  onChange: (event: PreviewFor) => void;
}) {
  const { can } = useViewer();
  const { data } = useQuery({ ...apiQuery(pastEventsQuery, { types: [...eventTypes] }), enabled: can('event:read') });
  const past = (data?.events.nodes ?? []).map(({ id, type, actorEmail, firedAt }) => ({
    value: `event ${id}`,
    label: `${type}, ${exactTime(new Date(firedAt))}${actorEmail ? `, by ${actorEmail}` : ''}`,
  }));
  const examples = eventTypes.map((type) => ({ value: `sample ${type}`, label: `An example of ${type}` }));
  return (
    <Select
      label="For this event"
      data={[
        { group: 'Examples', items: examples },
        ...(past.length > 0 ? [{ group: 'What happened', items: past }] : []),
      ]}
      value={value && ('eventId' in value ? `event ${value.eventId}` : `sample ${value.sample}`)}
      onChange={(chosen) => {
        const [kind, id = ''] = (chosen ?? '').split(' ');
        if (kind === 'event') onChange({ eventId: id });
        if (kind === 'sample') onChange({ sample: id });
      }}
      allowDeselect={false}
      maxDropdownHeight={320}
    />
  );
}
