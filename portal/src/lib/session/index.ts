export type { ScopeName } from './scope-name';
export { signIn, signOut, signUp } from './session-routes';
export { useViewer, type Viewer, ViewerProvider } from './viewer';
