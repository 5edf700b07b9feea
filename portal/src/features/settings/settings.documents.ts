import { graphql } from '@/lib/api';

export const tenantSettingsQuery = graphql(`
  query TenantSettings {
    tenant {
      id
      name
      slug
      sessionDays
      removalsPerHour
      attributeSchema
      createdAt
    }
  }
`);

export const updateTenantSettingsMutation = graphql(`
  mutation UpdateTenantSettings($input: UpdateTenantSettingsInput!) {
    updateTenantSettings(input: $input) {
      id
    }
  }
`);

export const setAttributeSchemaMutation = graphql(`
  mutation SetAttributeSchema($input: SetAttributeSchemaInput!) {
    setAttributeSchema(input: $input) {
      id
    }
  }
`);

export const holdersQuery = graphql(`
  query RoleHolders {
    owners: users(first: 100, filter: { role: OWNER }) {
      nodes {
        ...Holder
      }
    }
    admins: users(first: 100, filter: { role: ADMIN }) {
      nodes {
        ...Holder
      }
    }
    auditors: users(first: 100, filter: { role: AUDITOR }) {
      nodes {
        ...Holder
      }
    }
  }

  fragment Holder on User {
    id
    email
    firstName
    lastName
    role
    isActive
    lastSignInAt
  }
`);

export const setRoleMutation = graphql(`
  mutation SetRole($id: ID!, $role: UserRole!) {
    updateUser(id: $id, input: { role: $role }) {
      id
      email
      firstName
      lastName
      role
    }
  }
`);

export const providersQuery = graphql(`
  query FederatedProviders($first: Int!, $after: String, $text: String, $orderBy: FederatedProviderOrderInput!) {
    federatedProviders(first: $first, after: $after, text: $text, orderBy: $orderBy) {
      nodes {
        id
        name
        providerType
        createdAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const createProviderMutation = graphql(`
  mutation CreateFederatedProvider($input: CreateFederatedProviderInput!) {
    createFederatedProvider(input: $input) {
      id
    }
  }
`);

export const updateProviderMutation = graphql(`
  mutation UpdateFederatedProvider($id: ID!, $input: UpdateFederatedProviderInput!) {
    updateFederatedProvider(id: $id, input: $input) {
      id
    }
  }
`);

export const deleteProviderMutation = graphql(`
  mutation DeleteFederatedProvider($id: ID!) {
    deleteFederatedProvider(id: $id) {
      id
    }
  }
`);

export const notificationsQuery = graphql(`
  query Notifications {
    notifications {
      topic
      users {
        id
      }
    }
    deployment {
      mailFrom
    }
  }
`);

export const setNotificationsMutation = graphql(`
  mutation SetNotifications($input: SetNotificationsInput!) {
    setNotifications(input: $input) {
      topic
    }
  }
`);

export const deploymentQuery = graphql(`
  query Deployment {
    deployment {
      mailFrom
      eventRetentionDays
      deliveryRetentionDays
      runRetentionDays
      auditRetentionDays
      runsPerTenant
      flowsPerTenant
    }
    signingKeys {
      kid
      state
      createdAt
      retiresAt
    }
  }
`);
