import type { VerifyAuditQuery } from '../../../generated/graphql';

type Found = VerifyAuditQuery['verifyAudit'];

const records = (count: number) => (count === 1 ? '1 record' : `${count.toLocaleString('en')} records`);

/** What a check of the log found, for people. */
export function verdictOf({ intact, checked, erased, unsealed, firstBreak }: Found): {
  title: string;
  sentences: string[];
} {
  const more = [
    ...(erased > 0
      ? [`${records(erased)} of them say nothing any more: erased after the retention, still proven.`]
      : []),
    ...(unsealed > 0 ? [`${records(unsealed)} are so new that they are not sealed yet.`] : []),
  ];
  if (intact) {
    const all =
      checked === 0 ? 'Nothing is sealed yet.' : `${records(checked)} agree with what was sealed, all there are.`;
    return { title: 'Nothing was changed, removed or added', sentences: [all, ...more] };
  }
  const reason = firstBreak?.reason ?? 'it is not what was sealed';
  return {
    title: 'The log was tampered with',
    sentences: [
      `What was found: ${reason}.`,
      `The ${records(checked)} before that are as they were sealed.`,
      'Keep an export of it now, and tell whoever runs this deployment.',
    ],
  };
}
