import type pg from 'pg';
import { newId } from '../../../server/src/platform/id.ts';

type Insert = (table: string, row: Record<string, unknown>) => Promise<void>;

/** Puts a row into each table that a new tenant has none in yet, as the database's owner. */
export async function fillEveryTable(owner: pg.Client, tenantId: string): Promise<void> {
  const { rows } = await owner.query(`SELECT id FROM users WHERE tenant_id = $1`, [tenantId]);
  const userId = rows[0].id as string;
  const [groupId, applicationId, integrationId, eventId, deliveryId, importId] = Array.from({ length: 6 }, newId);
  const insert: Insert = async (table, row) => {
    const columns = ['tenant_id', ...Object.keys(row)];
    const values = [tenantId, ...Object.values(row)];
    const places = values.map((_, index) => `$${index + 1}`).join(', ');
    await owner.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places}) ON CONFLICT DO NOTHING`, values);
  };
  const bytes = Buffer.from('00', 'hex');
  await insert('groups', { id: groupId, name: 'ops' });
  await insert('memberships', { group_id: groupId, user_id: userId });
  await insert('applications', { id: applicationId, name: 'wiki', client_id: newId(), secret_hash: bytes });
  await insert('app_mappings', { id: newId(), application_id: applicationId, user_id: userId, role: 'reader' });
  const sessionId = newId();
  await insert('sessions', { id: sessionId, user_id: userId, refresh_hash: bytes, expires_at: new Date() });
  await insert('live_tickets', { id: newId(), session_id: sessionId, ticket_hash: bytes, expires_at: new Date() });
  await insert('api_tokens', { id: newId(), user_id: userId, name: 'ci', scopes: [], token_hash: bytes });
  await insert('mfa_methods', { id: newId(), user_id: userId, secret: bytes, key_version: 1, recovery_hashes: [] });
  await insert('idempotency_keys', { actor_id: userId, key: 'k', request_hash: bytes });
  await insert('data_keys', { version: 99, wrapped_key: bytes, master_key_id: 'none' });
  await insert('secrets', {
    kind: 'integration',
    owner_id: integrationId,
    name: 'TOKEN',
    sealed: bytes,
    key_version: 1,
  });
  await insert('events', { id: eventId, type: 'user.created', data: '{}' });
  await insert('integrations', { id: integrationId, name: 'hook', event_types: [], actions: '[]' });
  await insert('deliveries', {
    id: deliveryId,
    event_id: eventId,
    integration_id: integrationId,
    action_id: newId(),
    action_type: 'http',
    event_type: 'user.created',
  });
  await insert('attempts', {
    delivery_id: deliveryId,
    number: 1,
    is_success: true,
    started_at: new Date(),
    duration_ms: 1,
  });
  await insert('audit_records', { id: newId(), action: 'x', actor_kind: 'system', target_type: 'x', at: new Date() });
  await insert('audit_heads', {
    size: 999,
    root_hash: bytes,
    frontier: bytes,
    signed_at: new Date(),
    key_id: 'none',
    signature: bytes,
  });
  await insert('user_imports', { id: importId, mode: 'PLAN' });
  await insert('user_import_rows', { import_id: importId, row: 1, outcome: 'noop' });
  const due = { scheduled_at: new Date(), next_attempt_at: new Date() };
  await insert('messages', { id: newId(), user_id: userId, subject: 'x', text: 'x', ...due });
  await fillTasks(insert, userId);
  await fillChains(insert);
  await fillMarketplace(insert, tenantId);
}

async function fillTasks(insert: Insert, userId: string): Promise<void> {
  const [taskId, runId, providerId] = Array.from({ length: 3 }, newId);
  await insert('tasks', { id: taskId, name: 'report', schedule_type: 'ONCE' });
  await insert('task_scripts', { task_id: taskId, version: 1, source: '', code: '' });
  await insert('task_config', { task_id: taskId, key: 'domain', value: 'example.com' });
  await insert('task_runs', { id: runId, task_id: taskId, trigger: 'MANUAL' });
  await insert('task_run_logs', { run_id: runId, id: newId(), level: 'info', text: 'x', at: new Date() });
  await insert('task_run_effects', {
    run_id: runId,
    number: 1,
    kind: 'group.add_member',
    summary: 'x',
    data: '{}',
    outcome: 'changed',
    at: new Date(),
  });
  await insert('federated_providers', { id: providerId, name: 'google', provider_type: 'google' });
  await insert('federated_identities', { provider_id: providerId, subject: '1', user_id: userId });
}

/** A private plugin of the tenant, installed in it. */
async function fillMarketplace(insert: Insert, tenantId: string): Promise<void> {
  const [publisherId, pluginId, versionId, installationId] = Array.from({ length: 4 }, newId);
  const owner = { owner_tenant_id: tenantId };
  await insert('publishers', { ...owner, id: publisherId, slug: 'acme', name: 'Acme' });
  const key = { kid: 'k', name: 'ci', public_jwk: '{}', challenge: 'x' };
  await insert('publisher_keys', { ...owner, ...key, id: newId(), publisher_id: publisherId });
  const plugin = { key: 'wiki', name: 'Wiki', description: '', category: 'other' };
  await insert('plugins', { ...owner, ...plugin, id: pluginId, publisher_id: publisherId });
  const version = { version: '1.0.0', digest: '00', archive: Buffer.from('00', 'hex'), manifest: '{}' };
  const texts = { readme: '', changelog: '', logo: '', signature: '', key_id: 'k', permissions: '{}' };
  await insert('plugin_versions', { ...owner, ...version, ...texts, id: versionId, plugin_id: pluginId });
  await insert('revocations', { ...owner, id: newId(), kind: 'KEY', subject: 'k', reason: 'x' });
  const consent = { plugin_version_id: versionId, digest: '00', permissions: '{}' };
  await insert('installations', { ...consent, id: installationId, plugin_id: pluginId });
  const given = { installation_id: installationId, version: '1.0.0', at: new Date() };
  await insert('installation_consents', { ...consent, ...given, id: newId() });
  const connectionId = newId();
  await insert('connections', { id: connectionId, installation_id: installationId, name: 'main', config: '{}' });
  await insert('approval_errands', {
    ...{ id: newId(), connection_id: connectionId, kind: 'press', data: '{}', due_at: new Date() },
  });
  await insert('slack_presses', { connection_id: connectionId, signature: Buffer.from('00', 'hex'), at: new Date() });
}

async function fillChains(insert: Insert): Promise<void> {
  const [chainId, flowId, stepId] = Array.from({ length: 3 }, newId);
  await insert('action_chains', { id: chainId, name: 'give a seat' });
  await insert('action_chain_versions', { chain_id: chainId, version: 1, steps: '[]' });
  await insert('action_flows', { id: flowId, chain_id: chainId, chain_name: 'give a seat', chain_version: 1 });
  await insert('action_flow_steps', {
    id: stepId,
    flow_id: flowId,
    position: 0,
    name: 'nothing',
    action_type: 'none',
    effect: 'read',
    is_idempotent: true,
    spec: '{}',
  });
  const at = new Date();
  await insert('action_flow_attempts', {
    step_id: stepId,
    number: 1,
    outcome: 'noop',
    started_at: at,
    finished_at: at,
  });
}
