/*
 * Threat: Imports a module of Node.
 * If it got through: the script would have the file system.
 * Ends as: denied
 */
import { readFileSync } from 'node:fs';

export default () => readFileSync('/etc/passwd', 'utf8');
