'use client';

import { Alert, Stack, Tabs } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { parseAsString, useQueryStates } from 'nuqs';
import { ErrorState } from '@/components/error-state';
import { NotFound } from '@/components/not-found';
import { PageLoading } from '@/components/page-loading';
import { ApiError, apiQuery } from '@/lib/api';
import type { PluginQuery } from '../../../generated/graphql';
import { ActionTable } from './action-table';
import { InstallationPanel } from './installation-panel';
import { manifestOf } from './manifest';
import { installedQuery, pluginQuery } from './marketplace.documents';
import { PermissionList } from './permission-list';
import type { Permissions } from './permissions';
import { PluginHeader } from './plugin-header';
import { VersionTable } from './version-table';

const MarkdownText = dynamic(() => import('@/components/markdown-text').then(({ MarkdownText }) => MarkdownText));

export type Plugin = PluginQuery['plugin'];
export type Version = Plugin['versions'][number];

/** One plugin: what it is for, what it may do, its versions, and this tenant's installation of it. */
export function PluginDetail({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(apiQuery(pluginQuery, { id }));
  const { data: installed } = useQuery(apiQuery(installedQuery, {}));
  const [{ version: wanted }] = useQueryStates({ version: parseAsString });
  if (error instanceof ApiError && error.code === 'NOT_FOUND') return <NotFound />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data || !installed) return <PageLoading />;
  const { plugin } = data;
  const installation = installed.installations.nodes.find((each) => each.plugin.id === plugin.id);
  const version =
    plugin.versions.find((each) => each.version === (wanted ?? plugin.latestVersion)) ?? plugin.versions[0];
  return (
    <>
      <PluginHeader plugin={plugin} version={version} isInstalled={installation !== undefined} />
      <Stack>
        {version && <Warning version={version} />}
        {installation && <InstallationPanel id={installation.id} plugin={plugin} />}
        {version && <About plugin={plugin} version={version} />}
      </Stack>
    </>
  );
}

function Warning({ version: { version, isYanked, statusReason, revocationReason } }: { version: Version }) {
  if (!isYanked && !revocationReason) return null;
  const what = revocationReason ? 'is not loaded any more' : 'was taken back by its publisher';
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle />} title={`Version ${version} ${what}`}>
      {revocationReason ?? statusReason}
    </Alert>
  );
}

function About({ plugin, version }: { plugin: Plugin; version: Version }) {
  const { actions } = manifestOf(version);
  return (
    <Tabs defaultValue="about" keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="about">About</Tabs.Tab>
        <Tabs.Tab value="actions">Actions ({actions.length})</Tabs.Tab>
        <Tabs.Tab value="permissions">Permissions</Tabs.Tab>
        <Tabs.Tab value="versions">Versions ({plugin.versions.length})</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="about">
        <MarkdownText>{withoutName(version.readme, plugin.name)}</MarkdownText>
      </Tabs.Panel>
      <Tabs.Panel value="actions">
        <ActionTable actions={actions} />
      </Tabs.Panel>
      <Tabs.Panel value="permissions">
        <PermissionList permissions={version.permissions as Permissions} />
      </Tabs.Panel>
      <Tabs.Panel value="versions">
        <VersionTable plugin={plugin} />
      </Tabs.Panel>
    </Tabs>
  );
}

/** A readme begins with what stands above it already. */
function withoutName(readme: string, name: string): string {
  const [first = '', ...rest] = readme.trimStart().split('\n');
  return first.replace(/^#\s*/, '').trim().toLowerCase() === name.toLowerCase() ? rest.join('\n') : readme;
}
