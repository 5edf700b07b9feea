'use client';

import { Badge, Button, Card, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { RunQuery } from '../../../../generated/graphql';
import classes from './run-log.module.css';
import { isOver } from './run-words';
import { type LogLine, useRunLog } from './use-run-log';

const LEVELS = ['debug', 'info', 'warn', 'error'];
const CLOCK = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
/** So near to the end, one follows the lines as they come. */
const NEAR_PX = 40;

/** What a run writes, as it writes it. */
export function RunLog({ run }: { run: RunQuery['taskRun'] }) {
  const isLive = !isOver(run.status);
  const { lines, loadMore, mayHaveMore } = useRunLog(run.id, { isLive, logCursor: run.logCursor });
  const [level, setLevel] = useState('debug');
  const shown = lines.filter((line) => LEVELS.indexOf(line.level) >= LEVELS.indexOf(level));
  return (
    <Card withBorder component="section" aria-label="Log">
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2} size="h4">
          Log{' '}
          <Badge variant="light" color="gray">
            {lines.length.toLocaleString('en')}
          </Badge>
        </Title>
        <SegmentedControl
          size="xs"
          aria-label="Which lines"
          value={level}
          onChange={setLevel}
          data={[
            { value: 'debug', label: 'All' },
            { value: 'info', label: 'Info' },
            { value: 'warn', label: 'Warnings' },
            { value: 'error', label: 'Errors' },
          ]}
        />
      </Group>
      <Lines lines={shown} empty={emptyText(isLive, lines.length)} />
      {mayHaveMore && (
        <Button variant="default" size="xs" mt="sm" onClick={() => void loadMore()}>
          Load more lines
        </Button>
      )}
    </Card>
  );
}

function Lines({ lines, empty }: { lines: readonly LogLine[]; empty: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const last = lines.at(-1)?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last line is what moves the view
  useEffect(() => {
    const element = frame.current;
    if (element && isFollowing.current) element.scrollTop = element.scrollHeight;
  }, [last]);
  if (lines.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {empty}
      </Text>
    );
  }
  return (
    <div
      ref={frame}
      className={classes.frame}
      role="log"
      aria-label="Lines of the run"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isFollowing.current = scrollHeight - scrollTop - clientHeight < NEAR_PX;
      }}
    >
      {lines.map((line) => (
        <div key={line.id} className={classes.line} data-level={line.level}>
          <time dateTime={line.at} className={classes.at} suppressHydrationWarning>
            {CLOCK.format(new Date(line.at))}
          </time>
          <span className={classes.level}>{line.level}</span>
          <span className={classes.text}>{line.text}</span>
        </div>
      ))}
    </div>
  );
}

function emptyText(isLive: boolean, count: number): string {
  if (count > 0) return 'No lines of this kind.';
  return isLive ? 'Nothing written yet; lines show here as they come.' : 'It wrote nothing.';
}
