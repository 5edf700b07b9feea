export { FlowPage } from './flow-page';
export { FlowsPage } from './flows-page';
