import { mutantsOf } from "../mutant.ts";

const folder = "tests/integration/todo-service";

export const trash = [
  ...mutantsOf(
    "lib/todo-service/trash/trash.ts",
    [`${folder}/trash.test.ts`],
    [
      ["clears pinned todos", "completed_at IS NOT NULL AND NOT pinned", "completed_at IS NOT NULL"],
      ["empties everybody's trash", "deleteTrashed({ ownerId: owner.id })", "deleteTrashed({})"],
    ],
  ),
  ...mutantsOf(
    "lib/todo-service/trash/trash.ts",
    [`${folder}/trash-search.test.ts`],
    [
      ["purges another owner's todo", "deleteTrashed({ id, ownerId: owner.id })", "deleteTrashed({ id })"],
      ["purges another owner's todos", "{ in: ids ?? [] }, ownerId: owner.id }", "{ in: ids ?? [] } }"],
      ["undoes the restore of what was created then", `AND created_at < \${at} `, ""],
    ],
  ),
  ...mutantsOf(
    "lib/todo-service/trash/move-to-trash.ts",
    [`${folder}/trash.test.ts`],
    [
      ["trashes a todo whose id is in the trash", `WHERE \${which} AND \${isNotInTrash}`, `WHERE \${which}`],
      ["keeps trash where there is none", "trashDays === 0", "trashDays < 0"],
    ],
  ),
  ...mutantsOf(
    "lib/todo-service/trash/restore.ts",
    [`${folder}/trash.test.ts`],
    [
      ["restores another owner's todos", `WHERE owner_id = (SELECT id FROM owner) AND \${which}`, `WHERE \${which}`],
      ["restores a todo whose id is in the list", `AND \${which} AND \${isNotInList}`, `AND \${which}`],
      ["restores a completed todo for the next cleanup", ": Prisma.sql`true`;", ": Prisma.sql`false`;"],
      ["undoes a cleanup for the next one", "Prisma.sql`reason = 'cleanup'`", "Prisma.sql`false`"],
      ["undoes a delete with a pin that it had not", "Prisma.sql`reason = 'cleanup'`", "Prisma.sql`true`"],
      ["restores everything where nothing is named", "? Prisma.sql`false` :", "? Prisma.sql`true` :"],
    ],
  ),
  ...mutantsOf(
    "lib/todo-service/trash/trash-list.ts",
    [`${folder}/trash-search.test.ts`],
    [["repeats the last todo of a page", "(trashed_at, id) <", "(trashed_at, id) <="]],
  ),
  ...mutantsOf(
    "lib/todo-service/trash/restore-run-statement.ts",
    [`${folder}/restore-run.test.ts`],
    [
      ["looks again at the todo that it ended with", `(run_id, id) > (\${runId}`, `(run_id, id) >= (\${runId}`],
      ["waits for locked todos", "FOR UPDATE OF trashed_todo SKIP LOCKED", "FOR UPDATE OF trashed_todo"],
      [
        "takes a todo that is in the list for one that the database refuses",
        " AND (SELECT todo.id FROM todo WHERE todo.id = trashed_todo.id) IS NULL",
        "",
      ],
      ["restores completed todos for the next cleanup", "pinned OR completed_at IS NOT NULL", "pinned"],
      ["restores what other runs took", `(run_id, id) <= (\${runId}::uuid, \${lastId}::uuid)`, "run_id IS NOT NULL"],
    ],
  ),
  ...mutantsOf(
    "lib/todo-service/trash/restore-run.ts",
    [`${folder}/restore-run.test.ts`],
    [["tries locked todos once only", `state.pass === "first" && counted.leftCount > 0`, "false"]],
  ),
  ...mutantsOf(
    "lib/todo-service/trash/purge.ts",
    ["tests/integration/cleanup/purge.test.ts"],
    [["leaves a todo at the instant of its purge", "trashed_at <= ", "trashed_at < "]],
  ),
];
