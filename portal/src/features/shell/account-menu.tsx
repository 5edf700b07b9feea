'use client';

import {
  Avatar,
  Text,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { IconLogout, IconMoon, IconSun, IconUserCircle } from '@tabler/icons-react';
import { ActMenu } from '@/components/act-menu';
import { nameOfPerson } from '@/components/name-of-person';
import { signOut, useViewer } from '@/lib/session';

export function AccountMenu() {
  const { user, tenant } = useViewer();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: true });
  const name = nameOfPerson(user);
  const leave = async () => {
    await signOut();
    window.location.assign('/sign-in');
  };
  return (
    <ActMenu
      width={240}
      target={
        <UnstyledButton>
          <VisuallyHidden>Account of {name}</VisuallyHidden>
          <Avatar aria-hidden name={name} color="initials" radius="xl" size={34} />
        </UnstyledButton>
      }
      head={
        <>
          <Text size="sm" fw={600} c="var(--mantine-color-text)" truncate>
            {name}
          </Text>
          <Text size="xs" truncate>
            {user.email}
          </Text>
          <Text size="xs" truncate>
            {tenant.name} · {user.role.toLowerCase()}
          </Text>
        </>
      }
      acts={[
        { label: 'Your account', href: '/account', icon: <IconUserCircle size={16} />, isApart: true },
        {
          label: scheme === 'dark' ? 'Light colours' : 'Dark colours',
          icon: scheme === 'dark' ? <IconSun size={16} /> : <IconMoon size={16} />,
          onClick: () => setColorScheme(scheme === 'dark' ? 'light' : 'dark'),
          isKeptOpen: true,
        },
        { label: 'Sign out', icon: <IconLogout size={16} />, onClick: () => void leave(), isApart: true },
      ]}
    />
  );
}
