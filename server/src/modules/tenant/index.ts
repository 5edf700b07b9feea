export { attributeChecker, checkAttributes } from './attribute-check.ts';
export { createTenant } from './create.ts';
export { getTenant } from './get.ts';
export { findTenantId, ownTenant, type TenantRow } from './internal.ts';
export { NOTIFICATION_TOPICS, type NotificationTopic, settingsOf } from './settings.ts';
export { TenantSlug } from './slug.ts';
export { TenantResolver } from './tenant.resolver.ts';
export { Tenant, toTenant } from './tenant.type.ts';
export { updateTenantSettings } from './update-settings.ts';
