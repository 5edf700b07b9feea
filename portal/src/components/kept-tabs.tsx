'use client';

import { Box, Tabs, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import { type Report, UnsavedReport } from './unsaved-report';

export interface KeptTab<Value extends string> {
  value: Value;
  title: string;
  content: ReactNode;
}

/** The tabs of a page. One with changes that are not saved is marked, and keeps them while another one is open. */
export function KeptTabs<Value extends string>({
  tabs,
  value,
  onChange,
}: {
  tabs: readonly KeptTab<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}) {
  const [unsaved, setUnsaved] = useState<Readonly<Record<string, readonly string[]>>>({});
  const report = useCallback((tab: string, guardId: string, isUnsaved: boolean) => {
    setUnsaved((before) => {
      const others = (before[tab] ?? []).filter((id) => id !== guardId);
      return { ...before, [tab]: isUnsaved ? [...others, guardId] : others };
    });
  }, []);
  const isUnsaved = (tab: string) => (unsaved[tab] ?? []).length > 0;
  return (
    <Tabs
      value={value}
      onChange={(next) => {
        const chosen = tabs.find((tab) => tab.value === next);
        if (chosen) onChange(chosen.value);
      }}
      keepMounted={false}
      // Not React's Activity, which would end the effects of what is hidden: its guard has to go on asking.
      keepMountedMode="display-none"
    >
      <Tabs.List mb="md">
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.value} value={tab.value} rightSection={isUnsaved(tab.value) && <UnsavedMark />}>
            {tab.title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.value} value={tab.value} keepMounted={isUnsaved(tab.value)}>
          <Reporting tab={tab.value} report={report}>
            {tab.content}
          </Reporting>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Reporting({
  tab,
  report,
  children,
}: {
  tab: string;
  report: (tab: string, ...of: Parameters<Report>) => void;
  children: ReactNode;
}) {
  const own = useCallback<Report>((...of) => report(tab, ...of), [tab, report]);
  return <UnsavedReport value={own}>{children}</UnsavedReport>;
}

function UnsavedMark() {
  return (
    <>
      <Box w={8} h={8} bdrs="50%" bg="orange" aria-hidden />
      <VisuallyHidden>with changes that are not saved</VisuallyHidden>
    </>
  );
}
