import { joinSql, type Sql, sql } from '../../platform/db/index.ts';

const MOST = 6;
const MOST_WORDS = 5;
/** Greater than whatever follows a prefix, in the order of bytes that text_pattern_ops has. */
const LAST = sql`chr(1114111)`;

const NAMES = [sql`email`, sql`first_name_lower`, sql`last_name_lower`];

/**
 * People whose address and names begin with the words, in any order. Operators of ranges and not LIKE: under row-level
 * security only what is leakproof may use an index, and there are too many people to look through.
 */
export function people(tenantId: string, text: string): Sql {
  const [first = '', ...others] = text.split(/\s+/).slice(0, MOST_WORDS);
  const rest = others.map(
    (word) =>
      sql`AND (${joinSql(
        NAMES.map((name) => beginsWith(name, word)),
        ' OR ',
      )})`,
  );
  const walks = NAMES.map(
    (name) => sql`
      (SELECT id, email, first_name, last_name FROM users
       WHERE tenant_id = ${tenantId}::uuid AND ${beginsWith(name, first)} ${rest.length > 0 ? joinSql(rest, ' ') : sql``}
       LIMIT ${MOST})`,
  );
  return sql`
    SELECT id, coalesce(nullif(trim(first_name || ' ' || last_name), ''), email) AS title, email AS text
    FROM (${joinSql(walks, ' UNION ')}) AS found
    ORDER BY title, id LIMIT ${MOST}`;
}

function beginsWith(column: Sql, word: string): Sql {
  return sql`(${column} ~>=~ lower(${word}::text) AND ${column} ~<~ (lower(${word}::text) || ${LAST}))`;
}

interface Named {
  table: Sql;
  which?: Sql;
}

/** What has a name that contains the text; a tenant has hundreds of these, which are looked through. */
export function named({ table, which = sql`true` }: Named) {
  return (tenantId: string, text: string): Sql => sql`
    SELECT id, name AS title, description AS text
    FROM (
      SELECT *, strpos(lower(name), lower(${text}::text)) AS place FROM ${table}
      WHERE tenant_id = ${tenantId}::uuid AND ${which}
    ) AS placed
    WHERE place > 0
    ORDER BY place > 1, lower(name), id LIMIT ${MOST}`;
}
