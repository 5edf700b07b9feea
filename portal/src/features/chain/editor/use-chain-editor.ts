'use client';

import { useState } from 'react';
import { useApiForm } from '@/lib/form';
import { connected, type Draft, type DraftStep, moved, newStep } from '../draft/draft';
import { renamed } from '../draft/rename';
import { useActions } from '../draft/use-actions';

export type ChainEditorState = ReturnType<typeof useChainEditor>;

/** A chain being edited: its draft, which step is open, and how both change. */
export function useChainEditor(initial: Draft) {
  const api = useApiForm<Draft>({ mode: 'controlled', initialValues: initial });
  const { form } = api;
  const draft = form.values;
  const [openKey, setOpenKey] = useState<string | null>(initial.steps[0]?.key ?? null);
  const actions = useActions(draft.steps.map(({ connectionId }) => connectionId));
  const setSteps = (steps: DraftStep[]) => form.setFieldValue('steps', steps as never);
  const openIndex = draft.steps.findIndex(({ key }) => key === openKey);
  return {
    ...api,
    draft,
    actions,
    openIndex,
    openStep: draft.steps[openIndex] ?? null,
    open: setOpenKey,
    insert: (at: number) => {
      const step = newStep(draft.steps, 'none', null);
      setSteps([...draft.steps.slice(0, at), step, ...draft.steps.slice(at)]);
      setOpenKey(step.key);
    },
    move: (from: number, to: number) => setSteps(moved(draft.steps, from, to)),
    connect: (from: string, to: string) => setSteps(connected(draft.steps, from, to)),
    remove: (key: string) => {
      const steps = draft.steps.filter((step) => step.key !== key);
      setSteps(steps);
      if (openKey === key) setOpenKey(steps[Math.max(openIndex - 1, 0)]?.key ?? null);
    },
    change: (key: string, change: Partial<DraftStep>) =>
      setSteps(draft.steps.map((step) => (step.key === key ? { ...step, ...change } : step))),
    rename: (key: string, name: string) => setSteps(renamed(draft.steps, key, name)),
    /** Another action: its input is another, and its name follows where nobody has given one. */
    setAction: (key: string, actionType: string, connectionId: string | null) => {
      const step = draft.steps.find((each) => each.key === key);
      const others = draft.steps.filter((each) => each.key !== key);
      if (!step) return;
      const isUnnamed = step.name === newStep(others, step.actionType, null).name;
      const name = isUnnamed ? newStep(others, actionType, null).name : step.name;
      const steps = draft.steps.map((each) =>
        each.key === key ? { ...each, actionType, connectionId, input: {} } : each,
      );
      setSteps(renamed(steps, key, name));
    },
    /** What the API says of a step, wherever in it. */
    problemsAt: (index: number) =>
      Object.entries(form.errors).flatMap(([path, problem]) => (path.startsWith(`steps.${index}.`) ? [problem] : [])),
  };
}
