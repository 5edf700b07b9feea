export { AuditResolver } from './audit.resolver.ts';
export { type CleanedUp, cleanUpAuditLog } from './clean-up.ts';
export { exportAudit } from './export.ts';
export { registerAuditExportRoute } from './export-route.ts';
export { type AuditEntry, insertRecordFrom, type Outcome, recordAudit } from './record.ts';
export { startAuditSealer } from './sealer.ts';
export { type AuditVerification, readAuditHead, verifyAudit } from './verify.ts';
