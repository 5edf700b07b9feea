/**
 * How Node runs the server. The heap is bounded well above what it needs, so that garbage is collected before it
 * becomes the operating system's. The Dockerfile has the same.
 */
export const SERVER_FLAGS = [
  '--max-old-space-size=184',
  '--max-semi-space-size=16',
  '--enable-source-maps',
  '--disable-warning=ExperimentalWarning',
];
