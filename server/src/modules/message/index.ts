export { deliverMessages } from './deliver.ts';
export { MessageResolver } from './message.resolver.ts';
export { type OwnMessage, queueMessages } from './queue.ts';
export { sendMessage } from './send.ts';
