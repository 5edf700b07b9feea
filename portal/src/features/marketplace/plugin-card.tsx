import { Badge, Card, Group, Stack, Text } from '@mantine/core';
import { LinkText } from '@/components/link-text';
import { inWords } from '@/components/status-badge';
import type { CatalogueQuery } from '../../../generated/graphql';
import { PluginLogo } from './plugin-logo';

type Plugin = CatalogueQuery['plugins']['nodes'][number];

/** A plugin as the catalogue shows it. */
export function PluginCard({ plugin, installedVersion }: { plugin: Plugin; installedVersion: string | undefined }) {
  const { key, name, description, category, publisher, versions, latestVersion, isPrivate } = plugin;
  const canUpgrade = installedVersion !== undefined && latestVersion && latestVersion !== installedVersion;
  return (
    <Card withBorder component="article" h="100%">
      <Group wrap="nowrap" align="flex-start">
        <PluginLogo svg={versions[0]?.logo} name={name} />
        <Stack gap={2} style={{ minWidth: 0 }}>
          <LinkText href={`/marketplace/${key}`} fw={600}>
            {name}
          </LinkText>
          <Text size="xs" c="dimmed">
            {inWords(category.replaceAll('-', '_'))} · {publisher.name}
          </Text>
        </Stack>
      </Group>
      <Text size="sm" mt="sm" lineClamp={3}>
        {description}
      </Text>
      <Group gap="xs" mt="auto" pt="sm">
        {installedVersion && (
          <Badge variant="light" color="green" tt="none">
            Installed {installedVersion}
          </Badge>
        )}
        {canUpgrade && (
          <Badge variant="light" tt="none">
            {latestVersion} is there
          </Badge>
        )}
        {!latestVersion && (
          <Badge variant="light" color="yellow" tt="none">
            Waits for approval
          </Badge>
        )}
        {isPrivate && (
          <Badge variant="light" color="gray" tt="none">
            Private
          </Badge>
        )}
      </Group>
    </Card>
  );
}
