import { Client } from "pg";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { poll } from "#scripts/runtime/processes.ts";
import { startBuiltApp } from "../app/built-app.ts";
import { type Answer, areRefusedInTime, describeAnswers, signUp, type Visitor } from "../app/visitor.ts";
import type { Drill, DrillContext } from "../drill.ts";

/** More than there are connections for requests. */
const crowd = 30;

export const lockedTable: Drill = {
  name: "locked-table",
  description:
    "keeps tables locked, as a forgotten ALTER TABLE does; what needs them is refused in time, the rest works",
  async run(context) {
    const database = await context.createDatabase();
    const app = await startBuiltApp(context, { DATABASE_URL: database, CRON_SECRET: "c".repeat(32) });
    const visitor = await signUp(app.origin);
    const rounds = context.rounds ?? 1;
    for (let round = 1; round <= rounds && !context.stop.aborted; round += 1) {
      await lockTodos(context, database, visitor);
      await lockAccounts(context, database, visitor);
    }
  },
};

async function lockTodos({ check }: DrillContext, database: string, visitor: Visitor): Promise<void> {
  await whileLocked(database, "todo", async () => {
    const many = Promise.all(Array.from({ length: crowd }, () => visitor.ask("/api/todos")));
    const page = visitor.ask("/");
    const others = await askOthers(visitor);
    const refused = [...(await many), await page];
    check(
      `with todo locked, ${crowd} calls and a page get 503 within 5 s`,
      areRefusedInTime(refused),
      describeAnswers(refused),
    );
    check("the page says in words that todos are safe", (await page).text.includes("Your todos are safe"));
    check("cron and health are answered meanwhile", areAnswered(others), describeAnswers(others));
    const trash = await visitor.ask("/api/trash");
    check("without a crowd, what needs other tables is served", trash.status === 200, describeAnswers([trash]));
  });
  await checkRecovery(check, visitor);
}

async function lockAccounts({ check }: DrillContext, database: string, visitor: Visitor): Promise<void> {
  await whileLocked(database, '"user", session', async () => {
    const refused = await visitor.askEverything();
    const promise = "with the accounts locked, pages, the API and signing in get 503 within 5 s";
    check(promise, areRefusedInTime(refused), describeAnswers(refused));
    const live = await visitor.ask("/api/health/live");
    check("the process says that it lives", live.status === 200, describeAnswers([live]));
  });
  await checkRecovery(check, visitor);
}

function askOthers(visitor: Visitor): Promise<Answer[]> {
  const scheduler = { headers: { authorization: `Bearer ${"c".repeat(32)}` } };
  return Promise.all([visitor.ask(`/api/cron/${systemPing.name}`, scheduler), visitor.ask("/api/health/live")]);
}

const areAnswered = (answers: readonly Answer[]) => answers.every(({ status }) => status !== null && status < 300);

async function checkRecovery(check: DrillContext["check"], visitor: Visitor): Promise<void> {
  const recovered = async () => ((await visitor.askAsUser()).every(({ status }) => status === 200) ? true : undefined);
  check("all is served again once the lock is gone", (await poll(recovered, { timeoutMs: 15_000 })) === true);
}

async function whileLocked(database: string, tables: string, work: () => Promise<void>): Promise<void> {
  const holder = new Client({ connectionString: database });
  holder.on("error", () => {});
  await holder.connect();
  try {
    await holder.query(`BEGIN; LOCK TABLE ${tables} IN ACCESS EXCLUSIVE MODE`);
    await work();
  } finally {
    await holder.end();
  }
}
