/*
 * Threat: Imports the module that is behind joinery.
 * If it got through: a script would have what only the guest's own code may touch.
 * Ends as: denied
 */
import { begin } from 'runtime';

export default () => String(begin);
