'use client';

import '@mantine/charts/styles.css';
import { AreaChart } from '@mantine/charts';
import { Box } from '@mantine/core';
import { type PulseMinute, seriesOf, totalOf } from './pulse-series';

const clock = (at: string) => new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });

/** The minutes of an hour, drawn. What it says is told in words to who cannot see it. */
export function PulseChart({ pulse, height }: { pulse: readonly PulseMinute[]; height: number }) {
  const series = seriesOf(pulse).map(({ name, label, color }) => ({ name, label, color }));
  const told = series.map(({ name, label }) => `${totalOf(pulse, name)} ${label.toLowerCase()}`).join(', ');
  return (
    <Box role="img" aria-label={`Per minute over the last hour: ${told}`}>
      <AreaChart
        h={height}
        data={pulse.map((minute) => ({ ...minute, minute: clock(minute.minute) }))}
        dataKey="minute"
        series={series}
        curveType="monotone"
        withDots={false}
        strokeWidth={1.5}
        fillOpacity={0.12}
        yAxisProps={{ allowDecimals: false, width: 36 }}
        xAxisProps={{ minTickGap: 48 }}
        areaProps={{ isAnimationActive: false }}
        areaChartProps={{ accessibilityLayer: false }}
      />
    </Box>
  );
}
