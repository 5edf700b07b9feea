'use client';

import { Button } from '@mantine/core';
import { parseAsInteger, useQueryState } from 'nuqs';
import { Dialog } from '@/components/dialog';
import type { Chain } from '../chain-detail';
import { VersionView } from './version-view';

/** The versions of a chain's steps; which one is shown stands in the URL. */
export function VersionsButton({ chain }: { chain: Chain }) {
  const [shown, show] = useQueryState('version', parseAsInteger);
  return (
    <>
      <Button variant="default" onClick={() => void show(Math.max(chain.version - 1, 1))}>
        Versions
      </Button>
      <Dialog isOpen={shown !== null} onClose={() => void show(null)} title={`Versions of ${chain.name}`} size="lg">
        {shown !== null && (
          <VersionView
            chain={chain}
            version={shown}
            onShow={(version) => void show(version)}
            onClose={() => void show(null)}
          />
        )}
      </Dialog>
    </>
  );
}
