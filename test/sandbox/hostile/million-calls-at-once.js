/*
 * Threat: A million calls without waiting for any.
 * If it got through: calls would pile up in the server.
 * Ends as: limit_exceeded
 */
import { idp } from 'joinery';

export default async function run() {
  const all = [];
  for (let i = 0; i < 1_000_000; i += 1) all.push(idp.getUser(String(i)));
  await Promise.all(all);
}
