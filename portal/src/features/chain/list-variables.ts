import { type ListState, pageOf } from '@/components/data-list/list-state';
import type { ChainPurpose, ChainsQueryVariables } from '../../../generated/graphql';

export const PURPOSES: readonly { value: ChainPurpose; label: string }[] = [
  { value: 'PROVISION', label: 'Gives access' },
  { value: 'DEPROVISION', label: 'Takes access away' },
  { value: 'OTHER', label: 'Something else' },
];

export function purposeLabel(purpose: ChainPurpose): string {
  return PURPOSES.find(({ value }) => value === purpose)?.label ?? purpose;
}

/** What the list asks for, for the server's first paint and for the page alike. */
export function chainListVariables(
  state: ListState,
  purpose: string | null,
  page = pageOf(state),
): ChainsQueryVariables {
  return {
    ...page,
    text: state.q || null,
    purpose: PURPOSES.find(({ value }) => value === purpose)?.value ?? null,
  };
}
