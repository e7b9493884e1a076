import { createAuth } from "#lib/auth/auth.ts";
import { createAccount } from "#lib/auth/create-account.ts";
import { createDatabase, type Database } from "#lib/db/client.ts";
import { publishedEnv } from "../support/server.ts";
import type { HomeServer } from "./home-server.ts";

/** Somebody with a password. */
export interface HomePerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export const bea: HomePerson = { name: "Bea", email: "bea@corp.example", password: "correct horse" };
export const cleo: HomePerson = { name: "Cleo", email: "cleo@corp.example", password: "correct horse" };

/** Makes somebody an account, as an operator does. */
export async function makeAccount(home: HomeServer, person: HomePerson): Promise<void> {
  await asHome(home, (database) => createAccount(person, createAuth({ database, env: publishedEnv() })));
}

/** The link of the mail with a subject; notices to the same address are left out. */
export async function linkOf({ smtp }: HomeServer, recipient: string, subject: string): Promise<string> {
  for (;;) {
    const mail = await smtp.mailTo(recipient);
    if (mail.subject.startsWith(subject)) return mail.link;
  }
}

/** Works on the server's database. */
export async function asHome(home: HomeServer, work: (database: Database) => Promise<unknown>): Promise<void> {
  const database = createDatabase({ url: home.databaseUrl, kind: "batch" });
  await work(database);
  await database.$disconnect();
}

/** Signs somebody in, in place of who was. Runs in a page of the server. */
export async function signInAs({ email, password }: HomePerson): Promise<void> {
  const headers = { "content-type": "application/json" };
  await fetch("/api/auth/sign-in/email", { method: "POST", headers, body: JSON.stringify({ email, password }) });
}
