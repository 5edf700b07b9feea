import { type CSSVariablesResolver, createTheme } from '@mantine/core';

const SYSTEM_FONTS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** Mantine's own scales, in the typeface that the layout brings along. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 8 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: `var(--font-latin, system-ui), var(--font-latin-extended, system-ui), ${SYSTEM_FONTS}`,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: { fontWeight: '600' },
  components: {
    Badge: { styles: { root: { fontWeight: 600 } } },
    Tabs: { styles: { list: { flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden', scrollbarWidth: 'none' } } },
  },
});

/**
 * Mantine's quiet texts, and those on tints, are too faint for everyone to read: WCAG 2.2 asks for a contrast of 4.5. Its
 * tints are too loud for whole notices.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c636a',
    '--mantine-color-placeholder': '#676e76',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-red-light': '#fff0f0',
    '--mantine-color-yellow-light': '#fff8e1',
    '--mantine-color-orange-light': '#fff1e3',
    '--mantine-color-green-light': '#e4f7e8',
    '--mantine-color-blue-light': '#e6f2fd',
    '--mantine-color-indigo-light': '#e9eeff',
    '--mantine-color-green-light-color': '#216b30',
    '--mantine-color-yellow-light-color': '#7d4400',
    '--mantine-color-orange-light-color': '#9a3a02',
  },
  dark: {
    '--mantine-color-dimmed': '#a6a7ab',
    '--mantine-color-placeholder': '#9a9ba0',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-red-light': '#40221f',
    '--mantine-color-red-light-hover': '#4f2825',
    '--mantine-color-red-light-color': '#ffb3ad',
    '--mantine-color-yellow-light': '#3a2f15',
    '--mantine-color-yellow-light-hover': '#493b1a',
    '--mantine-color-yellow-light-color': '#ffdf8a',
    '--mantine-color-orange-light': '#402a17',
    '--mantine-color-orange-light-hover': '#50341c',
    '--mantine-color-orange-light-color': '#ffc891',
    '--mantine-color-green-light': '#1c3524',
    '--mantine-color-green-light-hover': '#23422d',
    '--mantine-color-green-light-color': '#9be8ae',
    '--mantine-color-blue-light': '#1a3045',
    '--mantine-color-blue-light-hover': '#203b55',
    '--mantine-color-blue-light-color': '#a9d5ff',
    '--mantine-color-indigo-light': '#28315a',
    '--mantine-color-indigo-light-hover': '#303b6d',
    '--mantine-color-indigo-light-color': '#c5d0ff',
    '--mantine-color-gray-light': '#3d3d3d',
    '--mantine-color-gray-light-hover': '#484848',
    '--mantine-color-gray-light-color': '#dedede',
  },
});
