import type { AuditEntry } from '../audit/index.ts';
import type { EventData } from '../event/index.ts';
import type { AppMappingWithSubject } from './internal.ts';

/** The payload of app mapping events. */
export function appMappingData(mapping: AppMappingWithSubject): EventData<'app_mapping.created'> {
  const { application, user, group } = mapping;
  return {
    resource_type: 'app_mapping',
    mapping_id: mapping.id,
    app_id: mapping.applicationId,
    app_name: application.name,
    app_client_id: application.clientId,
    subject_type: mapping.userId ? 'user' : 'group',
    user_id: mapping.userId,
    user_email: user?.email ?? null,
    user_name: user?.username ?? null,
    group_id: mapping.groupId,
    group_name: group?.name ?? null,
    mapping_role: mapping.role,
  };
}

/** What the audit log keeps of a mapping. */
export function appMappingFacts({ applicationId, userId, groupId, role }: AppMappingWithSubject) {
  return { applicationId, userId, groupId, role };
}

/** How the audit log names a mapping: `ada@example.com in Argo CD`. */
export function appMappingTarget({ id, application, user, group }: AppMappingWithSubject): AuditEntry['target'] {
  return { type: 'app_mapping', id, name: `${user?.email ?? group?.name ?? 'nobody'} in ${application.name}` };
}
