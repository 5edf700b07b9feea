'use client';

import { Burger, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useEffect } from 'react';
import { LinkText } from '@/components/link-text';
import { Wordmark } from '@/components/wordmark';
import { atLeisure } from '@/lib/at-leisure';
import { AccountMenu } from './account-menu';
import { LiveIndicator } from './live-indicator';
import { Navigation } from './navigation-links';
import { Permitted } from './permitted';
import { SearchButton } from './search-button';
import classes from './shell.module.css';
import { warmUp } from './warm-up';

/** Header, navigation and the page. */
export function Frame({ children }: { children: ReactNode }) {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  useEffect(() => atLeisure(warmUp), []);
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        Skip to content
      </a>
      <header className={classes.header}>
        <Group gap="xs" wrap="nowrap">
          <Burger
            opened={isOpen}
            onClick={toggle}
            hiddenFrom="md"
            size="sm"
            aria-label={isOpen ? 'Close the navigation' : 'Open the navigation'}
            aria-expanded={isOpen}
          />
          <LinkText href="/" underline="never" c="inherit" aria-label="Joinery, to the overview">
            <Wordmark />
          </LinkText>
        </Group>
        <Group gap="xs" wrap="nowrap">
          {/* Before the others, which stay where they are when it comes, goes or changes its words. */}
          <LiveIndicator />
          <SearchButton />
          <AccountMenu />
        </Group>
      </header>
      <nav className={classes.navigation} aria-label="Pages" data-open={isOpen || undefined}>
        <Navigation onNavigate={close} />
      </nav>
      <main id="content" tabIndex={-1} className={classes.main}>
        <div className={classes.page}>
          <Permitted>{children}</Permitted>
        </div>
      </main>
    </div>
  );
}
