import { Box, Card, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './fact-grid.module.css';

interface Facts {
  facts: readonly { label: string; value: ReactNode }[];
}

/** What is true of a thing, label over value, as many side by side as there is room for. */
export function FactGrid({ facts }: Facts) {
  return (
    <Card withBorder>
      <FactList facts={facts} />
    </Card>
  );
}

/** The same without a frame, as a part of something else. */
export function FactList({ facts }: Facts) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, value }) => (
        <Fact key={label} label={label}>
          {value}
        </Fact>
      ))}
    </dl>
  );
}

/** One of them, for a `dl` that lays them out in its own way. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box miw={0}>
      <Text component="dt" size="xs" c="dimmed">
        {label}
      </Text>
      <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </Box>
  );
}
