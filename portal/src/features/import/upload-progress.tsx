import { Progress as Bar, Stack, Text } from '@mantine/core';
import type { Progress } from './upload';

/** How far a file is. */
export function UploadProgress({ progress: { sentBytes, totalBytes } }: { progress: Progress }) {
  const percent = totalBytes === 0 ? 0 : Math.floor((sentBytes / totalBytes) * 100);
  return (
    <Stack gap={4} role="status">
      <Bar value={percent} aria-label="How much of the file is done" animated />
      <Text size="sm" c="dimmed">
        {percent < 100
          ? `${percent} % of ${sizeOf(totalBytes)}; stay on this page until it is done`
          : 'All rows have arrived; the last of them are being gone through'}
      </Text>
    </Stack>
  );
}

export function sizeOf(bytes: number): string {
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${size.toLocaleString('en', { maximumFractionDigits: 1 })} ${unit}`;
}
