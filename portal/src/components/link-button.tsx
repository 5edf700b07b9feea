'use client';

import { Button, type ButtonProps } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** A button that goes somewhere: a link, for the keyboard and the middle mouse button. */
export function LinkButton({ href, ...props }: ButtonProps & { href: string; children: ReactNode }) {
  return <Button component={Link} href={href} prefetch={false} {...props} />;
}
