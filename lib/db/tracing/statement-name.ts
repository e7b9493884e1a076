/** The tables that a statement reads or writes, found by the words before them. */
const targets =
  /\b(?:(?<insert>INSERT INTO)|(?<!\b(?:FOR|FOR NO KEY|DO)\s+)(?<update>UPDATE)|(?<delete>DELETE FROM)|(?<!\b(?:DISTINCT|epoch)\s+)(?<select>FROM|JOIN))\s+(?:ONLY\s+)?(?<table>[a-z_"][\w."]*)/gi;

/** A part of the statement that has a name like a table's. */
const ownParts = /\b(?<name>\w+)\s+AS\s+(?:NOT\s+)?(?:MATERIALIZED\s+)?\(/gi;

/** A statement that names no table: `BEGIN`, `SET`. */
const firstWord = /^\s*(\w+)/;

/** A name has so many parts at most. */
const maxParts = 3;

/**
 * A name for a statement, without any of its values: the tables that it writes, else those that it reads, e.g. `UPDATE
 * task_run`, `INSERT security_event, DELETE security_event`, `SELECT session, SELECT todo`.
 */
export function statementName(text: string): string {
  const own = new Set([...text.matchAll(ownParts)].map(({ groups }) => groups?.name));
  const parts = [...text.matchAll(targets)].flatMap(({ groups = {} }) => {
    const verb = groups.insert ? "INSERT" : groups.update ? "UPDATE" : groups.delete ? "DELETE" : "SELECT";
    const table = groups.table?.replaceAll('"', "").replace(/^public\./, "");
    return table === undefined || own.has(table) ? [] : [{ verb, table }];
  });
  const writes = parts.filter(({ verb }) => verb !== "SELECT");
  const named = writes.length > 0 ? writes : parts;
  const names = [...new Set(named.map(({ verb, table }) => `${verb} ${table}`))];
  return names.slice(0, maxParts).join(", ") || (firstWord.exec(text)?.[1] ?? "statement").toUpperCase();
}
