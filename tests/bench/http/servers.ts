import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { createAccount } from "#lib/auth/create-account.ts";
import { createApp } from "#lib/composition/create-app.ts";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { parseEnv } from "#lib/env.ts";
import { findFreePort } from "#scripts/runtime/ports.ts";
import { fill } from "../cleanup/tables.ts";
import { type BenchPostgres, startBenchPostgres } from "../postgres.ts";
import { type Started, startServer } from "./started.ts";

/** The production build and the floor, on one database with 10,000 todos. One account has 50 and reads them. */
export interface HttpServers {
  readonly tidy: string;
  readonly server: Started;
  readonly floor: string;
  /** Headers of a browser that is signed in. */
  readonly session: Readonly<Record<string, string>>;
  /** Headers of a script of the same account. */
  readonly key: Readonly<Record<string, string>>;
  /** Headers of a script of another account, whose todos nobody reads. */
  readonly writer: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const password = "correct horse battery";
const reader = { name: "Reader", email: "reader@example.com", password };
const writer = { name: "Writer", email: "writer@example.com", password };
type Account = typeof reader;

/** 44 and 96 characters. */
export const exampleTodo = {
  title: "Call the landlord about the kitchen windows.",
  notes: "He said on the phone that he would send somebody in the first week of the month or the next one.",
};

const addressSchema = z.object({ port: z.int() });

/** Needs a build. */
export async function startHttpServers(): Promise<HttpServers> {
  const postgres = await startBenchPostgres();
  try {
    return await startOn(postgres);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function startOn(postgres: BenchPostgres): Promise<HttpServers> {
  const url = await postgres.migrated("http");
  const port = await findFreePort();
  const tidy = `http://127.0.0.1:${port}`;
  const environment = {
    DATABASE_URL: url,
    AUTH_SECRET: randomBytes(32).toString("hex"),
    APP_URL: tidy,
    // Wide limits: one caller sends everything.
    DEMO_MODE: "1",
  };
  // With many todos of others, as PostgreSQL plans for a table in use.
  await withConnection(url, (client) => fill(client, { due: 0, completed: 0, open: 10_000 }));
  const [key, writerKey] = await makeAccounts(environment);
  const server = await startServer(tidy, { ...environment, PORT: String(port) });
  const [session, writerSession] = [await signIn(tidy, reader), await signIn(tidy, writer)];
  const floor = fork(fileURLToPath(new URL("./floor.ts", import.meta.url)), [
    url,
    tokenOf(session),
    tokenOf(writerSession),
  ]);
  const [address] = await once(floor, "message");
  return {
    tidy,
    server,
    floor: `http://127.0.0.1:${addressSchema.parse(address).port}`,
    session,
    key,
    writer: writerKey,
    async stop() {
      floor.kill();
      await server.stop();
      await postgres.stop();
    },
  };
}

/** @returns the headers of the reader's API key, and of the writer's */
async function makeAccounts(environment: Readonly<Record<string, string>>) {
  const app = createApp(parseEnv({ ...environment, LOG_LEVEL: "error" }));
  const makeAccount = async (account: Account) => {
    const { user } = await createAccount(account, app.auth);
    const session = await app.auth.handler(signInRequest(environment.APP_URL ?? "", account));
    const cookie = new Headers(cookieOf(session));
    const { key } = await app.auth.createApiKey(cookie, { name: "load", scopes: ["todos"], days: 1 }, new Date());
    return { user, headers: { authorization: `Bearer ${key}` } };
  };
  try {
    const { user, headers } = await makeAccount(reader);
    for (let n = 0; n < 50; n += 1) await app.todos.create(user, exampleTodo, new Date());
    return [headers, (await makeAccount(writer)).headers] as const;
  } finally {
    await app.close();
  }
}

async function signIn(origin: string, account: Account): Promise<Readonly<Record<string, string>>> {
  return { ...cookieOf(await fetch(signInRequest(origin, account))), "sec-fetch-site": "same-origin" };
}

function signInRequest(origin: string, { email, password }: Account): Request {
  return new Request(`${origin}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ email, password }),
  });
}

function cookieOf(response: Response): { readonly cookie: string } {
  if (!response.ok) throw new Error(`Signing in was answered with ${response.status}.`);
  return {
    cookie: response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";", 1)[0])
      .join("; "),
  };
}

/** The token of a session within its signed cookie. */
function tokenOf({ cookie = "" }: Readonly<Record<string, string>>): string {
  return /session_token=([^.;]+)/.exec(cookie)?.[1] ?? "";
}
