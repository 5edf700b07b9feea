import { Box, ColorSwatch, Group, SimpleGrid, Text } from '@mantine/core';
import { LinkText } from '@/components/link-text';
import { type PulseMinute, seriesOf, totalOf } from './pulse-series';

/** The hour's numbers, which the chart draws minute by minute. */
export function PulseTotals({ pulse }: { pulse: readonly PulseMinute[] }) {
  return (
    <SimpleGrid component="dl" cols={{ base: 2, sm: 4 }} m={0} mb="md" spacing="md">
      {seriesOf(pulse).map(({ name, label, color, href }) => (
        <Box key={name}>
          <Group component="dt" gap={6} wrap="nowrap">
            <ColorSwatch size={10} withShadow={false} color={`var(--mantine-color-${color.replace('.', '-')})`} />
            <LinkText href={href} size="sm">
              {label}
            </LinkText>
          </Group>
          <Text component="dd" m={0} size="xl" fw={600} aria-label={`${label} in the last hour`}>
            {totalOf(pulse, name).toLocaleString('en')}
          </Text>
        </Box>
      ))}
    </SimpleGrid>
  );
}
