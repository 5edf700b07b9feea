type Writable =
  | 'user'
  | 'group'
  | 'application'
  | 'message'
  | 'integration'
  | 'delivery'
  | 'task'
  | 'chain'
  | 'plugin'
  | 'connection'
  | 'tenant';

/** A scope as product and API write it, in `me { permissions }`. */
export type ScopeName =
  | `${Writable}:${'read' | 'write'}`
  | `${'event' | 'flow' | 'audit'}:read`
  | `${'task' | 'flow' | 'action'}:run`
  | 'plugin:publish'
  | 'action:destroy';
