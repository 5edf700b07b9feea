'use client';

import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Column, exportColumn, FilterSelect, ListPage, SortSelect } from '@/components/data-list';
import { LinkButton } from '@/components/link-button';
import { inWords } from '@/components/status-badge';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { CatalogueQuery } from '../../../generated/graphql';
import { catalogueListing, INSTALLED } from './listing';
import { categoriesQuery, installedQuery } from './marketplace.documents';
import { PluginCard } from './plugin-card';

type Plugin = CatalogueQuery['plugins']['nodes'][number];

const ORDERS = [
  { field: 'NAME', direction: 'asc', label: 'By name' },
  { field: 'UPDATED_AT', direction: 'desc', label: 'Changed last' },
  { field: 'CREATED_AT', direction: 'desc', label: 'Newest' },
] as const;

/** What the export says; on the page each is a card. */
const COLUMNS: readonly Column<Plugin>[] = [
  exportColumn('name', 'Name', ({ name }) => name),
  exportColumn('key', 'Key', ({ key }) => key),
  exportColumn('category', 'Category', ({ category }) => category),
  exportColumn('publisher', 'Publisher', ({ publisher }) => publisher.name),
  exportColumn('version', 'Version', ({ latestVersion }) => latestVersion),
  exportColumn('installs', 'Installed by', ({ installCount }) => installCount),
  exportColumn('updated', 'Changed', ({ updatedAt }) => updatedAt),
  exportColumn('description', 'Description', ({ description }) => description),
];

/** Every plugin that the tenant can install, and its own. */
export function Catalogue() {
  const { can } = useViewer();
  const { data: categories } = useQuery(apiQuery(categoriesQuery, {}));
  return (
    <ListPage
      title="Marketplace"
      text="Plugins teach Joinery a provider: what it can read there, give and take away."
      actions={
        (can('plugin:publish') || can('plugin:write')) && (
          <LinkButton href="/marketplace/publishing" variant="default">
            Publishing
          </LinkButton>
        )
      }
      listing={catalogueListing}
      noun="plugins"
      columns={COLUMNS}
      nameOf={({ name }) => name}
      searchLabel="Search plugins"
      filters={
        <>
          <FilterSelect
            name="category"
            label="Category"
            options={(categories?.pluginCategories ?? []).map(({ name, count }) => ({
              value: name,
              label: `${inWords(name.replaceAll('-', '_'))} (${count})`,
            }))}
            searchable
          />
          <FilterSelect name="installed" label="Installed or not" options={INSTALLED} />
          <SortSelect options={ORDERS} />
        </>
      }
      renderRows={(plugins) => <Cards plugins={plugins} />}
      empty={{
        title: 'No plugins yet',
        text: 'Whoever runs this deployment can add those that ship with Joinery; your own are published here.',
      }}
    />
  );
}

function Cards({ plugins }: { plugins: readonly Plugin[] }) {
  const { data } = useQuery(apiQuery(installedQuery, {}));
  const versions = new Map(data?.installations.nodes.map(({ plugin, version }) => [plugin.id, version.version]));
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
      {plugins.map((plugin) => (
        <PluginCard key={plugin.id} plugin={plugin} installedVersion={versions.get(plugin.id)} />
      ))}
    </SimpleGrid>
  );
}
