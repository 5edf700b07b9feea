'use client';

import { Button, Group } from '@mantine/core';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { PageHeader } from '@/components/page-header';
import { useViewer } from '@/lib/session';

const SECTIONS = [
  { href: '/settings', title: 'Organisation' },
  { href: '/settings/roles', title: 'Roles' },
  { href: '/settings/attributes', title: 'Attributes' },
  { href: '/settings/notifications', title: 'Notifications' },
  { href: '/settings/providers', title: 'Sign-in providers' },
  { href: '/settings/deployment', title: 'Deployment' },
];

/** What the pages of the settings have in common: the way from one to the other. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const { can } = useViewer();
  return (
    <>
      <PageHeader title="Settings" text={can('tenant:write') ? undefined : 'Owners and admins change them.'} />
      <Group component="nav" aria-label="Settings" gap="xs" mb="lg">
        {SECTIONS.map(({ href, title }) => (
          <Button
            key={href}
            component={Link}
            href={href}
            prefetch={false}
            size="xs"
            variant={pathname === href ? 'light' : 'subtle'}
            color={pathname === href ? undefined : 'gray'}
            aria-current={pathname === href ? 'page' : undefined}
          >
            {title}
          </Button>
        ))}
      </Group>
      {children}
    </>
  );
}
