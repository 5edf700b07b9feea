export const ROLES = [
  { value: 'OWNER', label: 'Owner' },
  { value: 'ADMIN', label: 'Admin' },
  { value: 'AUDITOR', label: 'Auditor' },
  { value: 'MEMBER', label: 'Member' },
] as const;
