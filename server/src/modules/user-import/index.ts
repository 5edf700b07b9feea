export { registerImportRoute } from './import-route.ts';
export { importUsersFromStream } from './import-stream.ts';
export { importUsers } from './import-users.ts';
export { UserImportResolver } from './user-import.resolver.ts';
