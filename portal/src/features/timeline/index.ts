export { Timeline } from './timeline';
export { useTimelineRefresh } from './use-timeline-refresh';
