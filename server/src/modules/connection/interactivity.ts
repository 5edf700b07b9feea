import type { Config } from '../../config.ts';

/** Where Slack posts to when somebody presses a button, with tenant and connection behind it. */
export const SLACK_PATH = '/hooks/slack/';

/** The secret of a connection that presses are signed with. */
export const SIGNING_SECRET = 'signing_secret';

export function slackUrl({ publicUrl }: Pick<Config, 'publicUrl'>, tenantId: string, connectionId: string): string {
  return `${publicUrl}${SLACK_PATH}${tenantId}/${connectionId}`;
}
