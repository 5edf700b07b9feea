'use client';

import dynamic from 'next/dynamic';
import { parseAsString, useQueryState } from 'nuqs';
import { type KeptTab, KeptTabs } from '@/components/kept-tabs';
import type { TaskQuery } from '../../../generated/graphql';
import { RunsOfTask } from './run/runs-of-task';
import { ScriptTab } from './script/script-tab';

const ContentTab = dynamic(() => import('./content/content-tab').then((module) => module.ContentTab));
const SettingsTab = dynamic(() => import('./settings/settings-tab').then((module) => module.SettingsTab));
const VersionsTab = dynamic(() => import('./versions/versions-tab').then((module) => module.VersionsTab));

interface Props {
  task: TaskQuery['task'];
  draft: string | null;
  setDraft: (draft: string | null) => void;
}

/** The parts of a task's page; which one is open stands in the URL. */
export function TaskTabs({ task, draft, setDraft }: Props) {
  const [chosen, choose] = useQueryState('tab', parseAsString);
  const tabs: KeptTab<string>[] = [
    { value: 'runs', title: 'Runs', content: <RunsOfTask taskId={task.id} /> },
    { value: 'settings', title: 'Settings', content: <SettingsTab task={task} /> },
  ];
  if (!task.isBuiltIn) {
    tabs.unshift({
      value: 'script',
      title: 'Script',
      content: <ScriptTab task={task} draft={draft} setDraft={setDraft} />,
    });
    tabs.push(
      { value: 'content', title: 'Config and secrets', content: <ContentTab task={task} /> },
      { value: 'versions', title: 'Versions', content: <VersionsTab task={task} /> },
    );
  }
  const open = tabs.find(({ value }) => value === chosen) ?? tabs[0];
  return <KeptTabs tabs={tabs} value={open?.value ?? 'runs'} onChange={(value) => void choose(value)} />;
}
