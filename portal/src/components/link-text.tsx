'use client';

import { Anchor, type AnchorProps } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** A link to a page of the portal. Nothing is fetched ahead: a list would ask the API for every row's page. */
export function LinkText({ href, size, ...props }: AnchorProps & { href: string; children: ReactNode }) {
  return <Anchor component={Link} href={href} {...(size ? { size } : { inherit: true })} prefetch={false} {...props} />;
}
