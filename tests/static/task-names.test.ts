import { expect, test } from "vitest";
import { createCatalog } from "#lib/tasks/catalog.ts";
import { registry } from "#lib/tasks/registry.ts";
import { isCode, readProject } from "./project-files.ts";

const names = createCatalog(registry).all.map(({ name }) => name);

/** A whole name; `task-runs/prune.ts` is a file, and `/api/trash/purge` the route of a person's trash. */
const named = new RegExp(`(?<![\\w-]|api/)(?:${names.join("|")})(?![\\w.-])`);

/**
 * Places where a name may stand: a definition has its own, and the compiler holds the keys of the console's map to the
 * registry.
 */
const places = [/^lib\/tasks\/definitions\//, /^app\/tasks\/_views\/task-views\.tsx$/];

const withoutComments = (code: string) =>
  code.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, "")).replace(/(^|\s)\/\/.*$/gm, "");

/** `lib/health/readiness.ts:12`: where code names a task. */
function linesNaming(file: string, code: string): string[] {
  return withoutComments(code)
    .split("\n")
    .flatMap((line, index) => (named.test(line) ? [`${file}:${index + 1}`] : []));
}

test("code that ships names no task by a string of its own", async () => {
  const shipped = (await readProject()).filter(
    (file) => isCode(file) && !file.path.startsWith("tests/") && places.every((place) => !place.test(file.path)),
  );
  expect(shipped.length).toBeGreaterThan(200);
  expect(shipped.flatMap(({ path, text }) => linesNaming(path, text))).toEqual([]);
});

test.each([
  ['const task = "todo/cleanup";', 1],
  ["const path = `/api/cron/todo/cleanup?at=$" + "{at}`;", 1],
  ['const path = "/api/trash/purge";', 0],
  ["/** Runs `todo/cleanup`. */", 0],
  ['const x = 1; // "todo/cleanup"', 0],
  ['import { prune } from "#lib/task-runs/prune.ts";', 0],
  ['import { schema } from "#lib/task-runs/prune-schemas.ts";', 0],
])("%s", (line, count) => {
  expect(linesNaming("a.ts", line)).toHaveLength(count);
});
