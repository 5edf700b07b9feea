import localFont from 'next/font/local';

/**
 * The portal's typeface, which it serves itself. It is there at the first paint, or that page does without it: nothing
 * shifts while somebody reads.
 */
const latin = localFont({
  src: '../../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  variable: '--font-latin',
  weight: '100 900',
  display: 'optional',
  adjustFontFallback: false,
});

/** Letters of other Latin alphabets, loaded by a page that has a name written in them. */
const latinExtended = localFont({
  src: '../../../node_modules/@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2',
  variable: '--font-latin-extended',
  weight: '100 900',
  display: 'swap',
  adjustFontFallback: false,
  preload: false,
  declarations: [
    {
      prop: 'unicode-range',
      value: 'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF',
    },
  ],
});

export const fontClasses = `${latin.variable} ${latinExtended.variable}`;
