import type { Todo } from "../../schemas.ts";

export const jsonHead = '{"app":"tidy","version":1,"todos":[';
export const jsonFoot = "\n]}\n";

export function toJsonEntries(todos: readonly Todo[], isFirst: boolean): string {
  const entries = todos.map(({ expiresAt: _, ...exported }) => `\n${JSON.stringify(exported)}`);
  return `${isFirst ? "" : ","}${entries.join()}`;
}
