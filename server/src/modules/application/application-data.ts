import type { AuditEntry } from '../audit/index.ts';
import type { EventData } from '../event/index.ts';
import type { ApplicationRow } from './internal.ts';

/** The payload of application events. */
export function applicationData(application: ApplicationRow): EventData<'application.created'> {
  return {
    resource_type: 'application',
    app_id: application.id,
    app_name: application.name,
    app_client_id: application.clientId,
    app_description: application.description,
    app_homepage_url: application.homepageUrl,
    app_secret_rotated_at: application.secretRotatedAt.toISOString(),
  };
}

/** What the audit log keeps of an application. */
export function applicationFacts({ name, description, homepageUrl, clientId }: ApplicationRow) {
  return { name, description, homepageUrl, clientId };
}

export function applicationTarget({ id, name }: ApplicationRow): AuditEntry['target'] {
  return { type: 'application', id, name };
}
