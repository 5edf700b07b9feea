export {
  type GuestAnswer,
  type GuestLink,
  type GuestOrder,
  HOST_CALLS,
  type HttpCall,
  type HttpCallAnswer,
} from './protocol.ts';
export { serve } from './serve.ts';
