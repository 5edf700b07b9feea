'use client';

import { createContext } from 'react';

/** Hears which of its guards have something to lose. */
export type Report = (guardId: string, isUnsaved: boolean) => void;

/** Null outside of tabs. */
export const UnsavedReport = createContext<Report | null>(null);
