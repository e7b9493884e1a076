import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";
import { findFreePort } from "#scripts/runtime/ports.ts";
import { poll } from "#scripts/runtime/processes.ts";
import { appSettings } from "../app/built-app.ts";
import { type Program, startProgram } from "../app/program.ts";
import type { Drill, DrillContext } from "../drill.ts";

const built = join(checkoutDirectory, ".next", "standalone");

export const standalone: Drill = {
  name: "standalone",
  description: "starts three copies of the standalone folder at once on an empty database, then an older version of it",
  async run(context) {
    if (!existsSync(join(built, "start.js"))) {
      throw new Error("This drill starts the standalone folder. Build it first: npm run build:standalone");
    }
    const folder = join(context.directory, "tidy");
    await cp(built, folder, { recursive: true });
    const database = await context.createDatabase();
    await withConnection(database, (client) => client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public"));
    const replicas = await Promise.all([1, 2, 3].map(() => start(context, folder, database)));
    await judgeReplicas(context, folder, database, replicas);
    await judgeCommands(context, folder, database);
    for (const { program } of replicas) context.check("a replica ends cleanly", (await program.stop()) === 0);
    await judgeRefusals(context, folder, database);
  },
};

interface Replica {
  readonly program: Program;
  readonly origin: string;
}

async function start(
  context: DrillContext,
  folder: string,
  database: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Replica> {
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const settings = { ...appSettings(origin), DATABASE_URL: database, PORT: String(port), ...variables };
  const program = startProgram([join(folder, "start.js")], { ...context.env, ...settings }, context.directory);
  context.atEnd(async () => void (await program.stop()));
  return { program, origin };
}

async function judgeReplicas(
  { check, stop }: DrillContext,
  folder: string,
  database: string,
  replicas: readonly Replica[],
): Promise<void> {
  const ready = await poll(
    async () => {
      const answers = await Promise.all(replicas.map(({ origin }) => statusOf(`${origin}/api/health/ready`)));
      return stop.aborted || answers.every((status) => status === 200) || undefined;
    },
    { timeoutMs: 120_000, everyMs: 200 },
  );
  check("all are ready, on a database that they migrated at once", ready === true);
  const { rows } = await withConnection(database, (client) =>
    client.query<{ count: number }>(`SELECT count(*)::int AS count FROM "_prisma_migrations"`),
  );
  const entries = await readdir(join(folder, "prisma", "migrations"), { withFileTypes: true });
  const migrations = entries.filter((entry) => entry.isDirectory()).length;
  check("each migration was applied once", rows[0]?.count === migrations, `${rows[0]?.count} of ${migrations}`);
  const [first] = replicas;
  const origin = first?.origin ?? "";
  const page = await fetch(`${origin}/sign-in`).then((response) => response.text());
  const script = /\/_next\/static\/[^"]+\.js/.exec(page)?.[0] ?? "/none";
  const served = await Promise.all([`${origin}${script}`, `${origin}/apple-touch-icon.png`].map(statusOf));
  check(
    "pages come with their scripts and images",
    served.every((status) => status === 200),
    served.join(", "),
  );
  check(
    "a link for the first admin is printed",
    replicas.some(({ program }) => program.output().includes("/setup?token=")),
  );
}

async function judgeCommands({ check, env }: DrillContext, folder: string, database: string): Promise<void> {
  const settings = { ...env, ...appSettings("http://127.0.0.1:3000"), DATABASE_URL: database };
  const file = join(folder, "..", "drill.backup");
  for (const command of [["task.ts", todoCleanup.name], ["user.ts", "admins"], ["db-status.ts"], ["backup.ts", file]]) {
    const [name = "", ...args] = command;
    const program = startProgram([join(folder, "scripts", name), ...args], settings, folder);
    const code = await program.exited;
    check(`scripts/${name} works in the folder`, code === 0, code === 0 ? "" : program.output());
  }
}

async function judgeRefusals(context: DrillContext, folder: string, database: string): Promise<void> {
  const migrations = join(folder, "prisma", "migrations");
  const exitOf = async (variables = {}): Promise<readonly [number | null, string]> => {
    const { program } = await start(context, folder, database, variables);
    return [await program.exited, program.output()];
  };
  const [incomplete, missing] = await exitOf({ AUTH_SECRET: "" });
  const named = missing.includes("AUTH_SECRET is not set");
  context.check(
    "without a variable that it needs it ends with code 1 and names it",
    incomplete === 1 && named,
    missing,
  );
  const broken = "29990101000000_broken";
  await mkdir(join(migrations, broken));
  await writeFile(join(migrations, broken, "migration.sql"), "ALTER TABLE nowhere ADD COLUMN x int;\n");
  const [failed, said] = await exitOf();
  const names = said.includes(`${broken} was rolled back`) && said.includes("docs/upgrading.md");
  context.check("a migration that fails ends it with code 1, its name and the way back", failed === 1 && names, said);
  await rm(join(migrations, broken), { recursive: true });

  const newest =
    (await readdir(migrations))
      .filter((name) => name !== "migration_lock.toml")
      .sort()
      .at(-1) ?? "";
  await rm(join(migrations, newest), { recursive: true });
  const [refused, reason] = await exitOf();
  const explains = reason.includes(newest) && reason.includes("newer Tidy");
  context.check("an older version refuses what a newer one has migrated", refused === 1 && explains, reason);
}

async function statusOf(url: string): Promise<number | null> {
  return await fetch(url, { signal: AbortSignal.timeout(20_000) }).then(
    (response) => response.status,
    () => null,
  );
}
