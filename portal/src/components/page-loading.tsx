import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';

/** The outline of a page whose data is on its way. */
export function PageLoading() {
  return (
    <Stack gap="md" aria-busy="true">
      <VisuallyHidden role="status">Loading</VisuallyHidden>
      <Skeleton h={34} w={220} />
      <Skeleton h={36} />
      <Skeleton h={320} />
    </Stack>
  );
}
