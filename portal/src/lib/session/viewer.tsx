'use client';

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Scope, ViewerQuery } from '../../../generated/graphql';
import type { ScopeName } from './scope-name';

export interface Viewer {
  readonly user: ViewerQuery['me'];
  readonly tenant: ViewerQuery['tenant'];
  readonly role: ViewerQuery['me']['role'];
  readonly scopes: readonly Scope[];
  /** Whether the person may do what needs this scope. What they may not is not shown as if they could. */
  can(scope: ScopeName): boolean;
}

const ViewerContext = createContext<Viewer | null>(null);

export function ViewerProvider({ data, children }: { data: ViewerQuery; children: ReactNode }) {
  const viewer = useMemo<Viewer>(() => {
    const permissions = new Set<string>(data.me.permissions);
    return {
      user: data.me,
      tenant: data.tenant,
      role: data.me.role,
      scopes: data.me.permissions.map((name) => name.toUpperCase().replace(':', '_') as Scope),
      can: (scope) => permissions.has(scope),
    };
  }, [data]);
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

/** Who is signed in, in every page below the shell. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('useViewer is for pages below the shell');
  return viewer;
}
