import { createAccount } from "#lib/auth/create-account.ts";
import type { App } from "#lib/composition/create-app.ts";
import { dayMs } from "#lib/days.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { type DemoTodo, demoTodos } from "./demo-todos.ts";

/** Creates the demo account and its todos through the services. Does nothing if the account exists. */
export async function seedDemo(
  app: App,
  account: { readonly email: string; readonly password: string; readonly name: string },
  now: Date,
): Promise<{ created: boolean; todoCount: number }> {
  const { user, created } = await createAccount({ ...account, emailVerified: true }, app.auth);
  if (!created) return { created, todoCount: 0 };
  await seedTodos(app, user, demoTodos, now);
  return { created, todoCount: demoTodos.length };
}

/** Gives somebody todos as the demo account has them, through the services. */
export async function seedTodos(app: App, owner: Owner, todos: readonly DemoTodo[], now: Date): Promise<void> {
  for (const todo of todos) await seedTodo(app, owner, todo, now);
}

async function seedTodo(app: App, owner: Owner, todo: DemoTodo, now: Date): Promise<void> {
  // A minute off the full days, so that "exactly 7 days" never depends on milliseconds.
  const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs - 60_000);
  const { title, notes, pinned, createdDaysAgo, completedDaysAgo, dueInDays } = todo;
  const { id } = await app.todos.create(
    owner,
    {
      title,
      ...(notes === undefined ? {} : { notes }),
      ...(pinned === undefined ? {} : { pinned }),
      ...(dueInDays === undefined ? {} : { dueOn: dateIn(dueInDays, now) }),
    },
    daysAgo(createdDaysAgo),
  );
  if (completedDaysAgo !== undefined) await app.todos.update(owner, id, { completed: true }, daysAgo(completedDaysAgo));
}

function dateIn(days: number, now: Date): string {
  return new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);
}
