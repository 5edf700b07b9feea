import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';

/** Stands where a list will be. */
export function ListLoading() {
  return (
    <Stack gap="xs" aria-busy="true">
      <VisuallyHidden role="status">Loading</VisuallyHidden>
      {Array.from({ length: 8 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: eight equal placeholders, which never move
        <Skeleton key={index} h={38} />
      ))}
    </Stack>
  );
}
