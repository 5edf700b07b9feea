import type { Furnished } from './index.ts';

const DAY_MS = 86_400_000;

/** An import, people with roles, one who leaves, messages, and what an organisation settles once. */
export async function furnishDirectory(tenant: Furnished): Promise<void> {
  await fetch(`${tenant.url}/imports/users?format=csv`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${tenant.token}` },
    body: 'email,first_name,last_name\nada.lovelace@demo.test,Ada,Lovelace\nno-address,Bob,\n',
  });
  await giveRole(tenant, 'samuel.reyes', 'ADMIN');
  await giveRole(tenant, 'ruth.adeyemi', 'AUDITOR');
  await tenant.ask('mutation ($id: ID!) { deactivateUser(id: $id) { id } }', { id: await idOf(tenant, 'ben.carter') });
  await write(tenant, 'Maintenance on Sunday', 'engineering', new Date(Date.now() + 2 * DAY_MS));
  await write(tenant, 'Who needs Datadog?', 'security');
  await settle(tenant);
}

async function settle({ ask, ownerId }: Furnished): Promise<void> {
  const properties = {
    title: { type: 'string', description: 'What they do' },
    department: { type: 'string', description: 'Whose budget they are on' },
    location: { type: 'string', description: 'The office they belong to' },
    github_username: { type: 'string', title: 'GitHub username', description: 'Who they are at GitHub' },
  };
  await ask('mutation ($input: SetAttributeSchemaInput!) { setAttributeSchema(input: $input) { id } }', {
    input: { schema: { type: 'object', properties } },
  });
  await ask('mutation ($input: SetNotificationsInput!) { setNotifications(input: $input) { topic } }', {
    input: { rules: [{ topic: 'TASK_FAILED', userIds: [ownerId] }] },
  });
  await ask('mutation ($input: CreateFederatedProviderInput!) { createFederatedProvider(input: $input) { id } }', {
    input: { name: 'Google Workspace', providerType: 'GOOGLE' },
  });
  await ask('mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { token } }', {
    input: {
      name: 'Terraform',
      scopes: ['USER_READ', 'GROUP_READ', 'GROUP_WRITE'],
      expiresAt: new Date(Date.now() + 90 * DAY_MS).toISOString(),
    },
  });
}

export async function idOf({ ask }: Furnished, username: string): Promise<string> {
  const { users } = await ask<{ users: { nodes: { id: string }[] } }>(
    'query ($text: String!) { users(filter: { text: $text }, first: 1) { nodes { id } } }',
    { text: `${username}@demo.test` },
  );
  return users.nodes[0]?.id ?? '';
}

async function giveRole(tenant: Furnished, username: string, role: string): Promise<void> {
  await tenant.ask('mutation ($id: ID!, $input: UpdateUserInput!) { updateUser(id: $id, input: $input) { id } }', {
    id: await idOf(tenant, username),
    input: { role },
  });
}

export async function groupIdOf({ ask }: Furnished, text: string): Promise<string> {
  const { groups } = await ask<{ groups: { nodes: { id: string }[] } }>(
    'query ($text: String!) { groups(filter: { text: $text }, first: 1) { nodes { id } } }',
    { text },
  );
  return groups.nodes[0]?.id ?? '';
}

async function write(tenant: Furnished, subject: string, group: string, sendAt?: Date): Promise<void> {
  await tenant.ask('mutation ($input: SendMessageInput!) { sendMessage(input: $input) { count } }', {
    input: {
      to: { groupId: await groupIdOf(tenant, group) },
      subject,
      text: 'Answer to this mail, or ask at the help desk.',
      ...(sendAt ? { sendAt: sendAt.toISOString() } : {}),
    },
  });
}
