export { useLiveState } from './live-state';
export { useLive } from './use-live';
export { useRefreshOn } from './use-refresh-on';
