const THINGS: readonly [RegExp, string][] = [
  [/^actor\.id$|(^|_)(user|manager|approver|revoked_by)_id$/, 'user'],
  [/^group_id$/, 'group'],
  [/^app_id$/, 'application'],
  [/^task_id$/, 'task'],
  [/^chain_id$/, 'action_chain'],
  [/^flow_id$/, 'action_flow'],
  [/^integration_id$/, 'integration'],
  [/^connection_id$/, 'connection'],
];

/** Of what thing of the directory a field of an event is the id; undefined for any other field. */
export function thingOfField(field: string): string | undefined {
  return THINGS.find(([pattern]) => pattern.test(field))?.[1];
}
