import { IconApps, IconBolt, IconCode, IconLink, IconUser, IconUsersGroup } from '@tabler/icons-react';
import type { SearchKind } from '../../../generated/graphql';

interface Kind {
  readonly kind: SearchKind;
  readonly group: string;
  /** Where its pages are. */
  readonly path: string;
  readonly icon: typeof IconUser;
}

/** What the search finds beside pages, in the order that it is shown in. */
export const KINDS: readonly Kind[] = [
  { kind: 'USER', group: 'People', path: '/people', icon: IconUser },
  { kind: 'GROUP', group: 'Groups', path: '/groups', icon: IconUsersGroup },
  { kind: 'APPLICATION', group: 'Applications', path: '/applications', icon: IconApps },
  { kind: 'INTEGRATION', group: 'Integrations', path: '/integrations', icon: IconBolt },
  { kind: 'TASK', group: 'Tasks', path: '/tasks', icon: IconCode },
  { kind: 'ACTION_CHAIN', group: 'Chains', path: '/chains', icon: IconLink },
];
