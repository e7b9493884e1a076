import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { createAccount } from "#lib/auth/create-account.ts";
import { createApp } from "#lib/composition/create-app.ts";
import { parseEnv } from "#lib/env.ts";
import { findFreePort } from "#scripts/runtime/ports.ts";
import { type BenchPostgres, startBenchPostgres } from "../postgres.ts";
import { type Started, startServer } from "./started.ts";

/** The production build and the floor, on one database with an account that has 50 todos. */
export interface HttpServers {
  readonly tidy: string;
  readonly server: Started;
  readonly floor: string;
  /** Headers of a browser that is signed in. */
  readonly session: Readonly<Record<string, string>>;
  /** Headers of a script. */
  readonly key: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const account = { name: "Reader", email: "reader@example.com", password: "correct horse battery" };

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
  const key = await makeAccount(environment);
  const server = await startServer(tidy, { ...environment, PORT: String(port) });
  const session = await signIn(tidy);
  const floor = fork(fileURLToPath(new URL("./floor.ts", import.meta.url)), [url, tokenOf(session)]);
  const [address] = await once(floor, "message");
  return {
    tidy,
    server,
    floor: `http://127.0.0.1:${addressSchema.parse(address).port}`,
    session,
    key,
    async stop() {
      floor.kill();
      await server.stop();
      await postgres.stop();
    },
  };
}

/** @returns headers with an API key of the account. */
async function makeAccount(environment: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const app = createApp(parseEnv({ ...environment, LOG_LEVEL: "error" }));
  try {
    const { user } = await createAccount(account, app.auth);
    for (let n = 0; n < 50; n += 1) await app.todos.create(user, exampleTodo, new Date());
    const session = await app.auth.handler(signInRequest(environment.APP_URL ?? ""));
    const cookie = new Headers(cookieOf(session));
    const { key } = await app.auth.createApiKey(cookie, { name: "load", scopes: ["todos"], days: 1 }, new Date());
    return { authorization: `Bearer ${key}` };
  } finally {
    await app.close();
  }
}

async function signIn(origin: string): Promise<Readonly<Record<string, string>>> {
  return { ...cookieOf(await fetch(signInRequest(origin))), "sec-fetch-site": "same-origin" };
}

function signInRequest(origin: string): Request {
  const { email, password } = account;
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
