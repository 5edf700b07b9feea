export { ConnectionPage } from './connection-page';
export { ConnectionsPage } from './connections-page';
export { NewConnectionPage } from './create/new-connection-page';
