import type { Config } from '../../../../config.ts';

export const APPROVAL_PATH = '/approvals/';

/** Where the holder is asked; whoever has it may decide, once. */
export function approvalUrl({ publicUrl }: Pick<Config, 'publicUrl'>, token: string): string {
  return `${publicUrl}${APPROVAL_PATH}${token}`;
}
