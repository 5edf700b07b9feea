'use client';

import type { ConditionDraft } from '../editor/draft';
import { Section } from '../editor/section';
import { ConditionItems } from './condition-items';

/** Which of the events it takes. */
export function ConditionSection({
  value,
  onChange,
}: {
  value: ConditionDraft[];
  onChange: (conditions: ConditionDraft[]) => void;
}) {
  return (
    <Section title="Only if" text="All of these must hold. Without any, every one of the events sets it off.">
      <ConditionItems items={value} onChange={onChange} path="conditions" depth={1} />
    </Section>
  );
}
