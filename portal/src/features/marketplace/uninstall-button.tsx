'use client';

import { List, Text } from '@mantine/core';
import { ConfirmAct } from '@/components/confirm-act';
import { inWords } from '@/components/status-badge';
import { useApiMutation } from '@/lib/api';
import type { InstallationQuery } from '../../../generated/graphql';
import { installationQuery } from './installation.documents';
import { catalogueQuery, installedQuery, pluginQuery, uninstallPluginMutation } from './marketplace.documents';

type Dependant = InstallationQuery['installation']['dependants'][number];

/** Says what stops working with it before it is uninstalled. */
export function UninstallButton({
  id,
  name,
  dependants,
}: {
  id: string;
  name: string;
  dependants: readonly Dependant[];
}) {
  const uninstall = useApiMutation(uninstallPluginMutation, {
    invalidates: [installedQuery, installationQuery, pluginQuery, catalogueQuery],
  });
  const force = dependants.length > 0;
  return (
    <ConfirmAct label="Uninstall" title={`Uninstall ${name}?`} onConfirm={() => uninstall.mutateAsync({ id, force })}>
      {force ? <Dependants name={name} dependants={dependants} /> : <Text size="sm">Nothing depends on {name}.</Text>}
    </ConfirmAct>
  );
}

function Dependants({ name, dependants }: { name: string; dependants: readonly Dependant[] }) {
  return (
    <>
      {dependants.length === 1 ? 'This depends' : `These ${dependants.length} depend`} on {name}. Connections are
      deleted with their secrets; chains and flows stay, and their steps fail because the connection is gone. This
      cannot be undone.
      <List size="sm" mt="xs">
        {dependants.map((dependant) => (
          <List.Item key={dependant.id}>
            {inWords(dependant.kind)}: {dependant.name}
          </List.Item>
        ))}
      </List>
    </>
  );
}
