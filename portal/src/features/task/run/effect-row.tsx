'use client';

import { Badge, Collapse, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowRight, IconChevronDown, IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import { asSentence } from '@/components/as-sentence';
import { CodeText } from '@/components/code-text';
import { JsonView } from '@/components/json-view';
import { StatusBadge } from '@/components/status-badge';
import type { Effect } from './effect-list';
import classes from './effect-row.module.css';
import { effectSentence } from './effect-words';

const OUTCOME_WORDS: Record<string, string> = { NOOP: 'There already' };

/** One change as a sentence; opened, the data behind it. */
export function EffectRow({ effect }: { effect: Effect }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const { number, kind, outcome, isRemoval, error } = effect;
  return (
    <li className={classes.row}>
      <UnstyledButton className={classes.head} onClick={toggle} aria-expanded={isOpen}>
        <Text span size="xs" c="dimmed" className={classes.number}>
          {number}
        </Text>
        <KindIcon kind={kind} isRemoval={isRemoval} />
        <Text span size="sm" className={classes.sentence}>
          {effectSentence(effect)}
        </Text>
        {isRemoval && (
          <Badge color="orange" variant="light" tt="none">
            Removal
          </Badge>
        )}
        <StatusBadge status={outcome} {...(OUTCOME_WORDS[outcome] ? { label: OUTCOME_WORDS[outcome] } : {})} />
        <IconChevronDown size={16} aria-hidden className={classes.chevron} data-open={isOpen || undefined} />
      </UnstyledButton>
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" className={classes.error}>
          {asSentence(error)}
        </Text>
      )}
      <Collapse expanded={isOpen}>{isOpen && <Behind effect={effect} />}</Collapse>
    </li>
  );
}

function Behind({ effect: { kind, data, basis, result } }: { effect: Effect }) {
  return (
    <Stack gap="xs" className={classes.behind}>
      <Text size="xs" c="dimmed">
        Kind <CodeText>{kind}</CodeText>
      </Text>
      <JsonView label="What performs it" value={data} maxHeight={220} />
      {basis !== null && basis !== undefined && (
        <>
          <Text size="xs" c="dimmed">
            Planned on
          </Text>
          <JsonView label="Planned on" value={basis} maxHeight={160} />
        </>
      )}
      {result !== null && result !== undefined && (
        <>
          <Text size="xs" c="dimmed">
            What came back
          </Text>
          <JsonView label="What came back" value={result} maxHeight={220} />
        </>
      )}
    </Stack>
  );
}

function KindIcon({ kind, isRemoval }: { kind: string; isRemoval: boolean }) {
  const Icon = isRemoval
    ? IconMinus
    : kind === 'http.request'
      ? IconArrowRight
      : /create|add|link/.test(kind)
        ? IconPlus
        : IconPencil;
  const color = isRemoval ? 'var(--mantine-color-orange-text)' : 'var(--mantine-color-dimmed)';
  return <Icon size={16} color={color} aria-hidden style={{ flexShrink: 0 }} />;
}
