import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Keeps a table's columns as wide as its first rows made them: other rows that come, by a turned page or by
 * themselves, do not push aside what somebody is reading. They are measured anew when the frame changes its width.
 */
export function useSteadyColumns(columns: string): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other columns are other cells
  useLayoutEffect(() => {
    const table = frame.current?.querySelector('table');
    const cells = [...(table?.tHead?.rows[0]?.cells ?? [])];
    if (!frame.current || !table) return;
    const own = cells.map((cell) => cell.style.width);
    const loosen = () => {
      table.style.tableLayout = '';
      for (const [index, cell] of cells.entries()) cell.style.width = own[index] ?? '';
    };
    let measured = 0;
    const observer = new ResizeObserver(([{ contentRect } = { contentRect: { width: 0 } }]) => {
      if (contentRect.width === measured) return;
      measured = contentRect.width;
      loosen();
      const widths = cells.map((cell) => cell.getBoundingClientRect().width);
      for (const [index, cell] of cells.entries()) cell.style.width = `${widths[index]}px`;
      table.style.tableLayout = 'fixed';
    });
    observer.observe(frame.current);
    return () => {
      observer.disconnect();
      loosen();
    };
  }, [columns]);
  return frame;
}
