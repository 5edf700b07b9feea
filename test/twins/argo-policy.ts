export interface ArgoQuestion {
  subject: string;
  resource: string;
  action: string;
  object: string;
}

/**
 * Whether Argo CD would allow it by its policy.csv: its casbin model, with globs. Something must allow it, nothing may
 * deny it.
 */
export function argoAllows(policy: string, { subject, resource, action, object }: ArgoQuestion): boolean {
  const lines = policy.split('\n').map((line) => line.split(',').map((part) => part.trim()));
  const roles = new Set([
    subject,
    ...lines.filter(([kind, who]) => kind === 'g' && who === subject).map(([, , of]) => of),
  ]);
  const effects = lines
    .filter(([kind, who]) => kind === 'p' && roles.has(who ?? ''))
    .filter(([, , res = '', act = '', obj = '']) =>
      [
        [res, resource],
        [act, action],
        [obj, object],
      ].every(([pattern = '', value = '']) => glob(pattern).test(value)),
    )
    .map(([, , , , , effect]) => effect);
  return effects.includes('allow') && !effects.includes('deny');
}

function glob(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
