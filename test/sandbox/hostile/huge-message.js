/*
 * Threat: A message of ten megabytes.
 * If it got through: the server would hold what a guest sends.
 * Ends as: limit_exceeded
 */
import { idp } from 'joinery';

export default async function run() {
  await idp.getUser('m'.repeat(10_000_000));
}
