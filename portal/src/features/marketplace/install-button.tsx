'use client';

import { Button, Switch, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useApiMutation } from '@/lib/api';
import { ConsentDialog } from './consent-dialog';
import { catalogueQuery, installedQuery, installPluginMutation, pluginQuery } from './marketplace.documents';
import { PermissionList } from './permission-list';
import type { Permissions } from './permissions';
import type { Plugin, Version } from './plugin-detail';

export function InstallButton({ plugin, version }: { plugin: Plugin; version: Version }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const [autoUpdate, setAutoUpdate] = useState(false);
  const install = useApiMutation(installPluginMutation, { invalidates: [installedQuery, pluginQuery, catalogueQuery] });
  const permissions = version.permissions as Permissions;
  return (
    <>
      <Button leftSection={<IconDownload size={16} />} onClick={open}>
        Install
      </Button>
      <ConsentDialog
        title={`Install ${plugin.name} ${version.version}`}
        label="Install"
        version={version}
        isOpen={isOpen}
        onClose={close}
        onConsent={async () => {
          const input = { pluginId: plugin.id, version: version.version, acceptPermissions: permissions, autoUpdate };
          await install.mutateAsync({ input });
          notifications.show({ color: 'green', message: `${plugin.name} is installed. Next: make a connection.` });
        }}
      >
        <Text size="sm">{plugin.name} runs shut in, and gets what stands here and nothing else:</Text>
        <PermissionList permissions={permissions} />
        <Switch
          label="Take newer versions by themselves, as long as they may do no more"
          checked={autoUpdate}
          onChange={(event) => setAutoUpdate(event.currentTarget.checked)}
        />
      </ConsentDialog>
    </>
  );
}
