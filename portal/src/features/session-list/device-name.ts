const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** What a person calls the device that a user agent stands for. */
export function deviceName(userAgent: string | null | undefined): string {
  if (!userAgent) return 'Unknown device';
  const browser = nameIn(BROWSERS, userAgent);
  const system = nameIn(SYSTEMS, userAgent);
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? userAgent.slice(0, 60);
}

/** What user agents do not call themselves as people call them. */
const IN_USER_AGENTS: Readonly<Record<string, string>> = {
  edge: 'Edg/',
  opera: 'OPR/',
  macos: 'Macintosh',
  ios: '(iP',
};

/** A search for devices in the words of user agents: "Edge on macOS" finds what `deviceName` calls so. */
export function inUserAgents(text: string): string {
  const words = text.split(/\s+/).filter((word) => word !== 'on');
  return words.map((word) => IN_USER_AGENTS[word.toLowerCase()] ?? word).join(' ');
}

const nameIn = (names: readonly [RegExp, string][], text: string) => names.find(([form]) => form.test(text))?.[1];
