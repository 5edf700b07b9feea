import { z } from 'zod';
import { AppError } from '../../../errors.ts';
import { type HostCall, read } from './host-call.ts';

const approvers = read(z.strictObject({ requestId: z.string().max(200) }), async () => {
  throw new AppError('PRECONDITION_FAILED', 'this deployment has no access requests', { reason: 'NOT_AVAILABLE' });
});

export const ACCESS_REQUEST_CALLS: Record<string, HostCall> = { 'idp.get_access_request_approvers': approvers };
