'use client';

import { type FormEvent, useState } from 'react';
import { ApiError, type FieldProblem, messageOf } from '@/lib/api';

/**
 * What is wrong where. While one writes, the preview tells; of what is still empty one is told only after the first
 * try to save, and of what saving alone refuses until it is tried again.
 */
export function useProblems(whileWriting: readonly FieldProblem[], save: () => Promise<unknown>) {
  const [refused, setRefused] = useState<readonly FieldProblem[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [hasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const known = new Map([...refused, ...whileWriting].map(({ path, message }) => [path, message]));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setTried(true);
    setProblem(null);
    try {
      await save();
      setRefused([]);
    } catch (error) {
      setRefused(error instanceof ApiError ? error.fields : []);
      setProblem(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  const problemAt = (path: string, isEmpty = false) => (isEmpty && !hasTried ? undefined : known.get(path));
  const problemsBelow = (path: string, isEmpty: (path: string) => boolean) =>
    Object.fromEntries([...known].filter(([at]) => at.startsWith(`${path}.`) && (hasTried || !isEmpty(at))));
  return { problemAt, problemsBelow, problem, isBusy, submit };
}
