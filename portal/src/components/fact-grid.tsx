import { Box, Card, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What is true of a thing, label over value, as many side by side as there is room for. */
export function FactGrid({ facts }: { facts: readonly { label: string; value: ReactNode }[] }) {
  return (
    <Card withBorder>
      <SimpleGrid component="dl" cols={{ base: 1, xs: 2, md: 4 }} spacing="md" m={0}>
        {facts.map(({ label, value }) => (
          <Box key={label} miw={0}>
            <Text component="dt" size="xs" c="dimmed">
              {label}
            </Text>
            <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
              {value}
            </Text>
          </Box>
        ))}
      </SimpleGrid>
    </Card>
  );
}
