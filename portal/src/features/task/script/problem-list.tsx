'use client';

import { Group, Loader, Text, UnstyledButton } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconCloudOff } from '@tabler/icons-react';
import type { CheckResult, Diagnostic } from './check-extension';

/** What is wrong with the script, place by place; each leads there. */
export function ProblemList({
  result,
  onOpen,
}: {
  result: CheckResult | 'checking';
  onOpen: (diagnostic: Diagnostic) => void;
}) {
  return (
    <div role="status" aria-label="Problems of the script">
      {result === 'checking' ? (
        <Note icon={<Loader size={14} />} text="Checking…" />
      ) : result === null ? (
        <Note icon={<IconCloudOff size={16} />} text="It could not be checked just now; saving checks it." />
      ) : result.length === 0 ? (
        <Note icon={<IconCircleCheck size={16} color="var(--mantine-color-green-text)" />} text="No problems" />
      ) : (
        result.map((diagnostic) => (
          <UnstyledButton
            key={`${diagnostic.line}:${diagnostic.column}:${diagnostic.code}`}
            onClick={() => onOpen(diagnostic)}
            display="block"
            w="100%"
            py={2}
          >
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <IconAlertCircle size={16} color="var(--mantine-color-red-text)" aria-hidden style={{ flexShrink: 0 }} />
              <Text span size="sm" style={{ overflowWrap: 'anywhere' }}>
                <Text span inherit c="dimmed">
                  Line {diagnostic.line}, column {diagnostic.column}:
                </Text>{' '}
                {diagnostic.message}
              </Text>
            </Group>
          </UnstyledButton>
        ))
      )}
    </div>
  );
}

function Note({ icon, text }: { icon: React.ReactNode; text: string }) {
  return (
    <Group gap="xs">
      {icon}
      <Text size="sm" c="dimmed">
        {text}
      </Text>
    </Group>
  );
}
