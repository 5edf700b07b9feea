export { Timeline } from './timeline';
export { groupTimelineQuery, personTimelineQuery } from './timeline.documents';
export { useTimelineRefresh } from './use-timeline-refresh';
