'use client';

import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useViewer } from '@/lib/session';
import type { Setup } from './editor/draft';
import { fromSetup } from './editor/from-setup';
import { IntegrationEditor } from './editor/integration-editor';
import { useSave } from './editor/use-save';

/** The form of a saved integration; it begins anew with what was saved, and not when somebody else has changed it. */
export function SetupTab({ integration }: { integration: Setup }) {
  const [round, setRound] = useState(0);
  return <SetupForm key={round} integration={integration} onSaved={() => setRound(round + 1)} />;
}

function SetupForm({ integration, onSaved }: { integration: Setup; onSaved: () => void }) {
  const { can } = useViewer();
  const [initial] = useState(() => fromSetup(integration));
  const save = useSave(integration.id);
  return (
    <IntegrationEditor
      initial={initial}
      integrationId={integration.id}
      label="Save"
      isReadOnly={!can('integration:write')}
      onSave={async (draft) => {
        await save(draft, initial);
        notifications.show({ color: 'green', message: 'Saved. It holds from the next event on.' });
        onSaved();
      }}
    />
  );
}
