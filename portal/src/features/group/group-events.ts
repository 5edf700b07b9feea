/** What changes what is shown of groups. */
export const GROUP_EVENTS = [
  'group.created',
  'group.updated',
  'group.deleted',
  'group.member_added',
  'group.member_removed',
];
