'use client';

import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import dynamic from 'next/dynamic';
import { useApiMutation } from '@/lib/api';
import { ConsentDialog } from './consent-dialog';
import { installationQuery } from './installation.documents';
import { installedQuery, pluginQuery, upgradeInstallationMutation } from './marketplace.documents';
import { PermissionList } from './permission-list';
import { isNothing, type Permissions, without } from './permissions';
import type { Version } from './plugin-detail';

const MarkdownText = dynamic(() => import('@/components/markdown-text').then(({ MarkdownText }) => MarkdownText));

/** Takes another version, after what changes in what it may do was shown. */
export function UpgradeButton({
  installationId,
  permissions: before,
  version,
}: {
  installationId: string;
  permissions: Permissions;
  version: Version;
}) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const upgrade = useApiMutation(upgradeInstallationMutation, {
    invalidates: [installationQuery, installedQuery, pluginQuery],
  });
  const after = version.permissions as Permissions;
  return (
    <>
      <Button onClick={open}>Upgrade to {version.version}</Button>
      <ConsentDialog
        title={`Upgrade to ${version.version}`}
        label="Upgrade"
        version={version}
        isOpen={isOpen}
        onClose={close}
        onConsent={async () => {
          const input = { id: installationId, version: version.version, acceptPermissions: after };
          await upgrade.mutateAsync({ input });
          notifications.show({ color: 'green', message: `Version ${version.version} is installed.` });
        }}
      >
        <Difference before={before} after={after} />
        {version.changelog && <MarkdownText>{version.changelog}</MarkdownText>}
      </ConsentDialog>
    </>
  );
}

function Difference({ before, after }: { before: Permissions; after: Permissions }) {
  const added = without(after, before);
  const removed = without(before, after);
  if (isNothing(added) && isNothing(removed)) return <Text size="sm">It may do exactly what it may do today.</Text>;
  return (
    <Stack>
      <Text size="sm" fw={600}>
        {isNothing(added) ? 'It may do nothing new.' : 'New: what it may not do today'}
      </Text>
      {!isNothing(added) && <PermissionList permissions={added} />}
      {!isNothing(removed) && (
        <>
          <Text size="sm" fw={600}>
            Gone: what it gives up
          </Text>
          <PermissionList permissions={removed} />
        </>
      )}
    </Stack>
  );
}
