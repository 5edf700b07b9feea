export { useLiveState } from './live-state';
export { useLive } from './use-live';
