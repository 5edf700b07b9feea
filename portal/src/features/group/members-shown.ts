/** Members on one page; server and page must ask alike. */
export const MEMBERS_SHOWN = 50;
