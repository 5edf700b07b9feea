import { parseAsString } from 'nuqs/server';

/** What narrows the list of people, beside the search; all of it in the URL. */
export const peopleFilterParsers = {
  status: parseAsString,
  role: parseAsString,
  group: parseAsString,
  manager: parseAsString,
};

export interface PeopleFilters {
  readonly status: string | null;
  readonly role: string | null;
  readonly group: string | null;
  readonly manager: string | null;
}

export const STATUSES = [
  { value: 'active', label: 'Active' },
  { value: 'inactive', label: 'Inactive' },
];

export const ROLES = [
  { value: 'OWNER', label: 'Owner' },
  { value: 'ADMIN', label: 'Admin' },
  { value: 'AUDITOR', label: 'Auditor' },
  { value: 'MEMBER', label: 'Member' },
] as const;
