'use client';

import { Group, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { FilterSelect } from '@/components/data-list';
import { Pager } from '@/components/data-list/pager';
import { SearchInput } from '@/components/data-list/search-input';
import { useListState } from '@/components/data-list/use-list-state';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { LinkButton } from '@/components/link-button';
import { PageHeader } from '@/components/page-header';
import { PageLoading } from '@/components/page-loading';
import { inWords } from '@/components/status-badge';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { catalogueVariables } from './catalogue-variables';
import { catalogueQuery, categoriesQuery, installedQuery } from './marketplace.documents';
import { PluginCard } from './plugin-card';

/** Every plugin that the tenant can install, and its own. */
export function Catalogue() {
  const { can } = useViewer();
  const controls = useListState();
  const { data: categories } = useQuery(apiQuery(categoriesQuery, {}));
  return (
    <>
      <PageHeader
        title="Marketplace"
        text="Plugins teach Joinery a provider: what it can read there, give and take away."
        actions={
          (can('plugin:publish') || can('plugin:write')) && (
            <LinkButton href="/marketplace/publishing" variant="default">
              Publishing
            </LinkButton>
          )
        }
      />
      <Group mb="md" gap="sm">
        <SearchInput value={controls.state.q} placeholder="Search plugins" onSearch={controls.search} />
        <FilterSelect
          name="category"
          label="Category"
          options={(categories?.pluginCategories ?? []).map(({ name, count }) => ({
            value: name,
            label: `${inWords(name.replaceAll('-', '_'))} (${count})`,
          }))}
        />
      </Group>
      <Plugins controls={controls} />
    </>
  );
}

function Plugins({ controls }: { controls: ReturnType<typeof useListState> }) {
  const [category] = useQueryState('category', parseAsString);
  const { data, error, refetch } = useQuery(apiQuery(catalogueQuery, catalogueVariables(controls.state, category)));
  const { data: installed } = useQuery(apiQuery(installedQuery, {}));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const { nodes } = data.plugins;
  if (nodes.length === 0) {
    return (
      <EmptyState
        title="No plugin matches"
        text="Try other words or another category. The HTTP plugin speaks to any API."
      />
    );
  }
  const versions = new Map(installed?.installations.nodes.map(({ plugin, version }) => [plugin.id, version.version]));
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
        {nodes.map((plugin) => (
          <PluginCard key={plugin.id} plugin={plugin} installedVersion={versions.get(plugin.id)} />
        ))}
      </SimpleGrid>
      <Pager noun="plugins" page={data.plugins} controls={controls} />
    </>
  );
}
