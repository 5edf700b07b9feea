// Writes every step in the life of an access request as one line of JSON: into the run's log, and to a log collector if
// the config names one. Set off by the access_request events.
import { config, idp, JoineryError, secrets, type Trigger, trigger } from 'joinery';

export default async function run(): Promise<string> {
  const event = trigger;
  if (!event?.eventType.startsWith('access_request.')) {
    throw new Error('this is for the access_request events: let an integration trigger it');
  }
  const line = { ...describe(event), approvers: await approversOf(event) };
  console.log(JSON.stringify(line));
  const url = config.get('log_url');
  if (url) await send(url, event.eventId, line);
  return `${url ? 'changed' : 'noop'} ${line.event}: ${line.requester} and ${line.resource}`;
}

function describe({ eventType, firedAt, actorEmail, data }: Trigger) {
  return {
    event: eventType,
    at: firedAt,
    actor: actorEmail,
    request_id: data.request_id,
    requester: data.user_email,
    resource: data.resource_name,
    reason: data.reason ?? data.revocation_reason ?? null,
    decided_by: data.approver_email ?? data.revoked_by_email ?? null,
    comment: data.comment ?? null,
    expires_at: data.expires_at ?? null,
  };
}

/** Who may decide it; not worth losing the line where that cannot be asked. */
async function approversOf({ data }: Trigger): Promise<string[] | null> {
  try {
    const approvers = await idp.getAccessRequestApprovers(data.request_id);
    return approvers.map(({ email }) => email);
  } catch (error) {
    if (!(error instanceof JoineryError)) throw error;
    console.warn(`the approvers are not known: ${error.message}`);
    return null;
  }
}

/** The event's id lets a collector drop what it has: it may answer 409. What passes is tried again. */
async function send(url: string, eventId: string, line: object): Promise<void> {
  const token = secrets.get('LOG_TOKEN');
  const headers = { 'content-type': 'application/json', 'idempotency-key': eventId };
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, {
      method: 'POST',
      headers: token ? { ...headers, authorization: `Bearer ${token}` } : headers,
      body: JSON.stringify(line),
    });
    if (response.ok || response.status === 409) return;
    const isPassing = response.status === 429 || response.status >= 500;
    const seconds = Number(response.headers.get('retry-after') ?? 1);
    if (!isPassing || attempt === 3 || seconds > 5) throw new Error(`the collector answered ${response.status}`);
    await new Promise<void>((resume) => setTimeout(resume, seconds * 1000));
  }
}
