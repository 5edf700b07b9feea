import { Box, type BoxProps, type ElementProps } from '@mantine/core';
import classes from './table.module.css';

export interface TableProps extends BoxProps, ElementProps<'table', keyof BoxProps> {
  /** How far its rows stand apart. */
  spacing?: 'roomy' | 'dense';
  /** Without lines between its rows. */
  isPlain?: boolean;
  /** The row under the pointer is marked. */
  hasHover?: boolean;
}

/** Rows and columns as HTML has them, with Mantine's style props. Mantine's own table brings all that floats with it. */
function TableRoot({ spacing, isPlain, hasHover, className, ...props }: TableProps) {
  return (
    <Box
      component="table"
      className={className ? `${classes.table} ${className}` : classes.table}
      mod={{ roomy: spacing === 'roomy', dense: spacing === 'dense', plain: isPlain, hover: hasHover }}
      {...props}
    />
  );
}

type PartProps<Name extends 'thead' | 'tbody' | 'tr' | 'th' | 'td'> = BoxProps & ElementProps<Name, keyof BoxProps>;

export const Table = Object.assign(TableRoot, {
  Thead: (props: PartProps<'thead'>) => <Box component="thead" {...props} />,
  Tbody: (props: PartProps<'tbody'>) => <Box component="tbody" {...props} />,
  Tr: (props: PartProps<'tr'>) => <Box component="tr" {...props} />,
  Th: (props: PartProps<'th'>) => <Box component="th" {...props} />,
  Td: (props: PartProps<'td'>) => <Box component="td" {...props} />,
});
