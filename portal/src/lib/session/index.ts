export { signIn, signOut, signUp } from './session-routes';
export { type ScopeName, useViewer, type Viewer, ViewerProvider } from './viewer';
