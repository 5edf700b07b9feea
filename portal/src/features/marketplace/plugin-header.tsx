'use client';

import { Badge, Group } from '@mantine/core';
import { PageHeader } from '@/components/page-header';
import { inWords } from '@/components/status-badge';
import { useViewer } from '@/lib/session';
import { InstallButton } from './install-button';
import type { Plugin, Version } from './plugin-detail';
import { PluginLogo } from './plugin-logo';

export function PluginHeader({
  plugin,
  version,
  isInstalled,
}: {
  plugin: Plugin;
  version: Version | undefined;
  isInstalled: boolean;
}) {
  const { can } = useViewer();
  const { name, description, publisher, category, installCount } = plugin;
  const canInstall = version?.status === 'APPROVED' && version.revocationReason === null;
  return (
    <PageHeader
      parent={{ href: '/marketplace', title: 'Marketplace' }}
      title={
        <Group gap="sm" wrap="nowrap">
          <PluginLogo svg={version?.logo} name={name} size={32} />
          {name}
        </Group>
      }
      badge={
        <Badge variant="light" tt="none" color={publisher.isTrusted ? 'green' : 'gray'}>
          {publisher.isTrusted ? `By ${publisher.name}, trusted` : `By ${publisher.name}`}
        </Badge>
      }
      text={
        <>
          {description} {inWords(category.replaceAll('-', '_'))}
          {version && `, version ${version.version}`}
          {installCount > 0 &&
            `, installed by ${installCount === 1 ? '1 organisation' : `${installCount} organisations`}`}
          .
        </>
      }
      actions={
        can('plugin:write') &&
        !isInstalled &&
        version &&
        canInstall && <InstallButton plugin={plugin} version={version} />
      }
    />
  );
}
