import type { ChainPurpose } from '../../../generated/graphql';

export const PURPOSES: readonly { value: ChainPurpose; label: string }[] = [
  { value: 'PROVISION', label: 'Gives access' },
  { value: 'DEPROVISION', label: 'Takes access away' },
  { value: 'OTHER', label: 'Something else' },
];

export function purposeLabel(purpose: ChainPurpose): string {
  return PURPOSES.find(({ value }) => value === purpose)?.label ?? purpose;
}
