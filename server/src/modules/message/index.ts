export { deliverMessages } from './deliver.ts';
export { MessageResolver } from './message.resolver.ts';
export { sendMessage } from './send.ts';
