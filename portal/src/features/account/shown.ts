/** Sessions and tokens on the page; server and page must ask alike. */
export const SHOWN = { first: 100 };
