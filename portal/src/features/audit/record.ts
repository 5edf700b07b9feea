import type { AuditLogQuery } from '../../../generated/graphql';

/** One line of the log. */
export type AuditRecord = AuditLogQuery['auditLog']['nodes'][number];
