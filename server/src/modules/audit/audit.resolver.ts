import { Args, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { AuditLogArgs } from './audit.args.ts';
import { AuditRecord, AuditRecordConnection } from './audit.type.ts';
import { AuditHead, AuditVerification } from './audit-verification.type.ts';
import { toHeadJson } from './head-json.ts';
import { listAuditRecords } from './list.ts';
import { toAuditRecord } from './to-audit-record.ts';
import { readAuditHead, verifyAudit } from './verify.ts';

@Resolver(() => AuditRecord)
export class AuditResolver {
  @Query(() => AuditRecordConnection, { description: 'What was done in the tenant, the newest first.' })
  async auditLog(@SignedIn() ctx: Context, @Args(() => AuditLogArgs) { filter, ...page }: AuditLogArgs) {
    return toConnection(await listAuditRecords(ctx, { page, filter }), toAuditRecord);
  }

  @Query(() => AuditHead, { nullable: true, description: 'The newest signed head, to be kept elsewhere.' })
  async auditHead(@SignedIn() ctx: Context) {
    const head = await readAuditHead(ctx);
    return head && toHeadNode(head);
  }

  @Query(() => AuditVerification, { description: 'Checks every sealed record against the signed heads.' })
  async verifyAudit(@SignedIn() ctx: Context) {
    const { head, ...verification } = await verifyAudit(ctx);
    return { ...verification, head: head && toHeadNode(head) };
  }
}

function toHeadNode(head: Parameters<typeof toHeadJson>[0]): AuditHead {
  return { ...toHeadJson(head), signedAt: head.timestamp };
}
