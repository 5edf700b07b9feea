import {
  IconActivity,
  IconApps,
  IconBolt,
  IconBuildingStore,
  IconClipboardCheck,
  IconCode,
  IconHistory,
  IconHome,
  IconId,
  IconKey,
  IconLink,
  IconMail,
  IconPlugConnected,
  IconRoute,
  IconSend,
  IconSettings,
  IconShieldCheck,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ScopeName, Viewer } from '@/lib/session';

export interface NavigationItem {
  readonly href: string;
  readonly title: string;
  readonly icon: typeof IconHome;
  /** Who may not read what is there is not shown the way. */
  readonly scope?: ScopeName;
}

interface NavigationSection {
  readonly title: string | null;
  readonly items: readonly NavigationItem[];
}

/** For everybody: whoever a step names is asked. */
const APPROVALS: NavigationItem = { href: '/approvals', title: 'Approvals', icon: IconClipboardCheck };

const SECTIONS: readonly NavigationSection[] = [
  { title: null, items: [{ href: '/', title: 'Overview', icon: IconHome }] },
  {
    title: 'Directory',
    items: [
      { href: '/people', title: 'People', icon: IconUsers, scope: 'user:read' },
      { href: '/groups', title: 'Groups', icon: IconUsersGroup, scope: 'group:read' },
      { href: '/applications', title: 'Applications', icon: IconApps, scope: 'application:read' },
      { href: '/app-mappings', title: 'App roles', icon: IconKey, scope: 'application:read' },
      { href: '/messages', title: 'Messages', icon: IconMail, scope: 'message:read' },
    ],
  },
  {
    title: 'Automate',
    items: [
      { href: '/integrations', title: 'Integrations', icon: IconBolt, scope: 'integration:read' },
      { href: '/events', title: 'Events', icon: IconActivity, scope: 'event:read' },
      { href: '/deliveries', title: 'Deliveries', icon: IconSend, scope: 'delivery:read' },
      { href: '/tasks', title: 'Tasks', icon: IconCode, scope: 'task:read' },
      { href: '/runs', title: 'Runs', icon: IconHistory, scope: 'task:read' },
      { href: '/chains', title: 'Chains', icon: IconLink, scope: 'chain:read' },
      { href: '/flows', title: 'Flows', icon: IconRoute, scope: 'flow:read' },
    ],
  },
  {
    title: 'Extend',
    items: [
      { href: '/marketplace', title: 'Marketplace', icon: IconBuildingStore, scope: 'plugin:read' },
      { href: '/connections', title: 'Connections', icon: IconPlugConnected, scope: 'connection:read' },
    ],
  },
  {
    title: 'Govern',
    items: [
      { href: '/audit', title: 'Audit', icon: IconShieldCheck, scope: 'audit:read' },
      APPROVALS,
      { href: '/settings', title: 'Settings', icon: IconSettings, scope: 'tenant:read' },
    ],
  },
];

/** The pages that a person has something to see on. */
export function navigationFor({ can, user }: Viewer): NavigationSection[] {
  if (!can('user:read')) {
    return [{ title: null, items: [{ href: ownPage(user), title: 'My access', icon: IconId }, APPROVALS] }];
  }
  return SECTIONS.map(({ title, items }) => ({
    title,
    items: items.filter(({ scope }) => scope === undefined || can(scope)),
  })).filter(({ items }) => items.length > 0);
}

/** Whether the person has something to see at this path; at their own page everybody has. */
export function isOpenTo({ can, user }: Viewer, path: string): boolean {
  if (path === ownPage(user)) return true;
  const item = SECTIONS.flatMap(({ items }) => items).find(({ href }) => isWithin(path, href));
  return item?.scope === undefined || can(item.scope);
}

export function isWithin(path: string, href: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}

function ownPage({ id }: Viewer['user']): string {
  return `/people/${id}`;
}
