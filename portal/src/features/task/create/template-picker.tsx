'use client';

import { Card, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { WithCode } from '@/components/with-code';
import type { ScriptTemplatesQuery } from '../../../../generated/graphql';
import classes from './template-picker.module.css';

export type Template = ScriptTemplatesQuery['scriptTemplates'][number];

const CATEGORIES: [category: Template['category'], title: string][] = [
  ['PROVISIONING', 'Give access in other tools'],
  ['DIRECTORY', 'Bring people in'],
  ['OFFBOARDING', 'Take access away'],
  ['REPORTING', 'Tell others'],
  ['SECURITY', 'Watch and protect'],
];

/** The scripts that ship with Joinery, by what they are for; and an empty one. */
export function TemplatePicker({
  templates,
  onChoose,
}: {
  templates: readonly Template[];
  onChoose: (name: string) => void;
}) {
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        <Choice
          title="Empty script"
          text="A few lines to begin with, and the types to help."
          onClick={() => onChoose('empty')}
        />
      </SimpleGrid>
      {CATEGORIES.map(([category, title]) => (
        <section key={category} aria-label={title}>
          <Title order={2} size="h4" mb="sm">
            {title}
          </Title>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
            {templates
              .filter((template) => template.category === category)
              .map(({ name, title: own, description }) => (
                <Choice key={name} title={own} text={description} onClick={() => onChoose(name)} />
              ))}
          </SimpleGrid>
        </section>
      ))}
    </Stack>
  );
}

function Choice({ title, text, onClick }: { title: string; text: string; onClick: () => void }) {
  return (
    <Card withBorder component="button" type="button" className={classes.choice} onClick={onClick}>
      <Text fw={600} size="sm">
        {title}
      </Text>
      <Text size="sm" c="dimmed">
        <WithCode text={text} />
      </Text>
    </Card>
  );
}
