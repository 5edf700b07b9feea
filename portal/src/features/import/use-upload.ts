'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { queryKeyOf } from '@/lib/api';
import { importsQuery } from './import.documents';
import type { ImportSource } from './read-file';
import { type Progress, upload } from './upload';

/** Sends files through the import, one at a time, and knows how far it is. Who leaves the page stops it. */
export function useUpload(mode: 'plan' | 'apply') {
  const client = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const stopping = useRef<AbortController>(null);
  useEffect(() => () => stopping.current?.abort(), []);
  const send = async (source: ImportSource): Promise<string> => {
    stopping.current = new AbortController();
    setProgress({ sentBytes: 0, totalBytes: source.body.size });
    try {
      return await upload({ source, mode, onProgress: setProgress, signal: stopping.current.signal });
    } finally {
      setProgress(null);
      void client.invalidateQueries({ queryKey: queryKeyOf(importsQuery) });
    }
  };
  return { send, progress, stop: () => stopping.current?.abort() };
}
