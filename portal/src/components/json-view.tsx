import { ScrollArea } from '@mantine/core';
import classes from './json-view.module.css';

/** A value as indented JSON, to be read and copied. */
export function JsonView({
  value,
  label = 'JSON',
  maxHeight = 360,
}: {
  value: unknown;
  label?: string;
  maxHeight?: number;
}) {
  return (
    <ScrollArea.Autosize
      mah={maxHeight}
      className={classes.frame}
      viewportProps={{ tabIndex: 0, 'aria-label': label, role: 'group' }}
    >
      <pre className={classes.text}>{typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>
    </ScrollArea.Autosize>
  );
}
