import { graphql } from '@/lib/api';

export const catalogueQuery = graphql(`
  query Catalogue($first: Int!, $after: String, $filter: PluginFilterInput, $orderBy: PluginOrderInput!) {
    plugins(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id
        key
        name
        description
        category
        isPrivate
        latestVersion
        installCount
        updatedAt
        publisher {
          name
          isTrusted
        }
        versions {
          version
          logo
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const categoriesQuery = graphql(`
  query PluginCategories {
    pluginCategories {
      name
      count
    }
  }
`);

export const installedQuery = graphql(`
  query InstalledPlugins {
    installations(first: 100) {
      nodes {
        id
        plugin {
          id
          latestVersion
        }
        version {
          version
          isYanked
          revocationReason
        }
      }
    }
  }
`);

export const pluginQuery = graphql(`
  query Plugin($id: ID!) {
    plugin(id: $id) {
      id
      key
      name
      description
      category
      isPrivate
      latestVersion
      installCount
      updatedAt
      publisher {
        name
        slug
        isTrusted
        isPrivate
      }
      versions {
        id
        version
        status
        statusReason
        isYanked
        revocationReason
        createdAt
        decidedAt
        digest
        keyId
        signature
        changelog
        readme
        logo
        manifest
        permissions
        runs {
          runs
          failures
          failureRate
        }
      }
    }
  }
`);

export const installPluginMutation = graphql(`
  mutation InstallPlugin($input: InstallPluginInput!) {
    installPlugin(input: $input) {
      id
    }
  }
`);

export const upgradeInstallationMutation = graphql(`
  mutation UpgradeInstallation($input: UpgradeInstallationInput!) {
    upgradeInstallation(input: $input) {
      id
    }
  }
`);

export const setAutoUpdateMutation = graphql(`
  mutation SetAutoUpdate($installationId: ID!, $autoUpdate: Boolean!) {
    setAutoUpdate(installationId: $installationId, autoUpdate: $autoUpdate) {
      id
      autoUpdate
    }
  }
`);

export const uninstallPluginMutation = graphql(`
  mutation UninstallPlugin($id: ID!, $force: Boolean!) {
    uninstallPlugin(id: $id, force: $force) {
      id
    }
  }
`);

export const yankPluginVersionMutation = graphql(`
  mutation YankPluginVersion($id: ID!, $reason: String!) {
    yankPluginVersion(id: $id, reason: $reason) {
      id
    }
  }
`);
