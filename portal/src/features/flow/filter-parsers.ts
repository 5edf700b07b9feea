import { parseAsString } from 'nuqs/server';

/** The filters of the list of flows, as they stand in the URL. */
export const filterParsers = { status: parseAsString, mode: parseAsString, chain: parseAsString };
