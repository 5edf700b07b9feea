// Acts when somebody signs out of an application behind the proxy: deactivates their account, if the config says so,
// and only within one email domain, if it names one. Set off by proxy.session_ended.
import { config, idp, trigger } from 'joinery';

export default async function run(): Promise<string> {
  if (trigger?.eventType !== 'proxy.session_ended') {
    throw new Error('this is for the event proxy.session_ended: let an integration trigger it');
  }
  const { user_email: email, hostname } = trigger.data as { user_email: string; hostname: string };
  const domain = config.get('allowed_email_domain').toLowerCase();
  if (!config.getBool('deactivate_on_session_end')) return `skipped ${email}: deactivate_on_session_end is not set`;
  if (domain && !email.toLowerCase().endsWith(`@${domain}`)) return `skipped ${email}: is not of ${domain}`;
  const user = await idp.getUserByEmail(email);
  if (!user) return `skipped ${email}: is not there any more`;
  const { outcome } = await idp.updateUserActive(user.id, false);
  return `${outcome} ${email}: deactivated after signing out of ${hostname}`;
}
