import { randomUUID } from "node:crypto";
import { type Client, escapeIdentifier } from "pg";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { about, type Finding } from "../finding.ts";

const { ok, warning } = about("LISTEN");

/** Longer than any network needs. */
const TIMEOUT_MS = 3_000;

/**
 * Checks that a notification reaches a connection that listens. Through a pooler in transaction mode it does not,
 * because the pooler lends the listening connection to others.
 */
export async function examineListen(databaseUrl: string): Promise<Finding[]> {
  const arrived = await withConnection(databaseUrl, (listener) =>
    withConnection(databaseUrl, (notifier) => roundTrip(listener, notifier)),
  );
  return [
    arrived
      ? ok("Notifications arrive: DATABASE_URL is a direct or session-mode connection.")
      : warning(
          "Notifications don't arrive: DATABASE_URL seems to lead through a pooler in transaction mode. " +
            "Runs start seconds late.",
          "Use the direct address of the database, or the pooler's session mode.",
        ),
  ];
}

async function roundTrip(listener: Client, notifier: Client): Promise<boolean> {
  const channel = `tidy_doctor_${randomUUID().replaceAll("-", "")}`;
  const arrived = new Promise<true>((resolve) => listener.once("notification", () => resolve(true)));
  await listener.query(`LISTEN ${escapeIdentifier(channel)}`);
  await notifier.query("SELECT pg_notify($1, '')", [channel]);
  const timer = new AbortController();
  const late = new Promise<false>((resolve) => {
    const timeout = setTimeout(() => resolve(false), TIMEOUT_MS);
    timer.signal.addEventListener("abort", () => clearTimeout(timeout));
  });
  const result = await Promise.race([arrived, late]);
  timer.abort();
  await listener.query("UNLISTEN *");
  return result;
}
