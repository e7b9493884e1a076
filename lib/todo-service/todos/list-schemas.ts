import { z } from "zod";
import { ofAtMost, storable } from "#lib/text.ts";
import { listPageMax, searchMaxLength } from "../limits.ts";
import { cursorDescription, invalidCursor, pageLimit } from "../pages.ts";
import { type TodoSort, type TodoStatus, todoSorts, todoStatuses } from "./list-options.ts";
import { todoCursorPatterns } from "./todo-cursors.ts";

const sortDescription = `\`due\` (with \`status=open\`): by due date, those without one last.
\`completed\` (with \`status=completed\`): the last completed first.
Where that is the same, and without \`sort\`: newest first.`.replaceAll("\n", " ");

const listOptions = z.strictObject({
  status: z.enum(todoStatuses, 'use "open", "completed" or "all"').default("all"),
  sort: z.enum(todoSorts, 'use "newest", "due" or "completed"').default("newest").describe(sortDescription),
  q: storable(ofAtMost(searchMaxLength, z.string().trim()))
    .default("")
    .describe("Words that title and notes hold, in any order, whatever their case and accents."),
  limit: pageLimit(listPageMax),
  cursor: z.string().optional().describe(cursorDescription),
});

export const listTodosSchema = listOptions
  .superRefine(({ status, sort, cursor }, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
    if (sort === "due" && status !== "open") refuse("sort", "goes with status=open only");
    if (sort === "completed" && status !== "completed") refuse("sort", "goes with status=completed only");
    if (cursor !== undefined && !todoCursorPatterns[sort].test(cursor)) {
      refuse("cursor", invalidCursor);
    }
  })
  // The same rules for readers of the JSON Schema.
  .meta({
    anyOf: [
      orderRule("newest", {}),
      orderRule("due", { status: { const: "open" } }),
      orderRule("completed", { status: { const: "completed" } }),
    ],
  });

function orderRule(sort: TodoSort, others: Readonly<Record<string, { const: TodoStatus }>>) {
  return {
    properties: { sort: { const: sort }, ...others, cursor: { pattern: todoCursorPatterns[sort].source } },
    required: sort === "newest" ? [] : ["sort", ...Object.keys(others)],
  };
}

type ParsedListTodos = z.output<typeof listTodosSchema>;
export type ListTodos = Omit<ParsedListTodos, "sort"> & Partial<Pick<ParsedListTodos, "sort">>;
