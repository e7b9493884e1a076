import { createHmac } from "node:crypto";
import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import type { Logger } from "#lib/logger.ts";
import type { ClientAddresses } from "../throttling/client-address.ts";
import { atMostOnce } from "./at-most-once.ts";
import { networkOf } from "./network-of.ts";
import { isRefusal, isUnlimited, type SecurityEvent } from "./security-event.ts";

/** The account of an event: after a failed sign-in by the address that was typed, null where nobody is known. */
export type EventAccount = { readonly id: string } | { readonly email: string } | null;

/** The one place where security events are recorded. */
export interface SecurityLog {
  /**
   * Writes a log line, and a row for the owner of a known account. Events that anybody can cause without limit are
   * recorded once a minute for each account or address. Never rejects: the event has happened in any case.
   * @param headers of the request; null for an event that no request caused.
   */
  record(event: SecurityEvent, account: EventAccount, headers: Headers | null): Promise<void>;
}

export interface SecurityLogParts {
  readonly database: Database;
  readonly logger: Logger;
  readonly addresses: ClientAddresses;
  /** Hashes addresses of unknown accounts in the log. */
  readonly secret: string;
  readonly clock: () => Date;
}

/** The most events of a kind that each account keeps. Many of one kind can't push out another. */
export const eventsPerKind = 50;

const userAgentMaxLength = 200;

export function createSecurityLog({ database, logger, addresses, secret, clock }: SecurityLogParts): SecurityLog {
  const isDue = atMostOnce(60);
  const store = async (event: SecurityEvent, account: EventAccount, row: Row) => {
    try {
      return await addRow(database, event, account, row);
    } catch (error) {
      logger.error({ part: "security", event: event.kind, err: error }, "a security event could not be stored");
      return null;
    }
  };
  return {
    async record(event, account, headers) {
      const now = clock();
      const address = headers === null ? null : addresses.of(headers);
      const who = account === null ? `address ${address}` : JSON.stringify(account);
      if (isUnlimited(event) && !isDue(`${event.kind} ${reasonOf(event)} ${who}`, now)) return;
      const ownerId = await store(event, account, {
        now,
        network: address === null ? null : networkOf(address),
        userAgent: headers?.get("user-agent")?.slice(0, userAgentMaxLength) ?? null,
      });
      const line = {
        part: "security",
        ...loggedDetails(event),
        account: ownerId ?? named(account, secret),
        address,
        ...idOf(headers),
      };
      logger[isRefusal(event) ? "warn" : "info"](line, "security event");
    },
  };
}

interface Row {
  readonly now: Date;
  readonly network: string | null;
  readonly userAgent: string | null;
}

const addedRow = z.array(z.object({ ownerId: z.uuid() })).max(1);

/** One statement, whether the account exists or not: the time it takes tells nothing. @returns the account's id. */
async function addRow(
  database: Database,
  { kind, ...details }: SecurityEvent,
  account: EventAccount,
  { now, network, userAgent }: Row,
): Promise<string | null> {
  const key = accountKey(account);
  if (key === null) return null;
  const rows = await database.$queryRaw`
    WITH owner AS (
      SELECT id FROM "user" WHERE id = ${key.id}::uuid OR email = ${key.email}
    ), added AS (
      INSERT INTO security_event (id, owner_id, kind, at, address, user_agent, details)
      SELECT ${newId(now)}::uuid, owner.id, ${kind}, ${now}, ${network}, ${userAgent}, ${JSON.stringify(details)}::jsonb
      FROM owner
      RETURNING owner_id
    ), removed AS (
      DELETE FROM security_event WHERE id IN (
        SELECT event.id FROM security_event AS event JOIN owner ON owner.id = event.owner_id
        WHERE event.kind = ${kind}
        ORDER BY event.id DESC OFFSET ${eventsPerKind - 1}
        FOR UPDATE OF event SKIP LOCKED
      )
    )
    SELECT owner_id AS "ownerId" FROM added`;
  return addedRow.parse(rows)[0]?.ownerId ?? null;
}

/** Null also for an address that no account can have: people type anything there, and not all of it can be compared. */
function accountKey(account: EventAccount): { id: string | null; email: string | null } | null {
  if (account === null) return null;
  if ("id" in account) return { id: account.id, email: null };
  const email = z.email().safeParse(normalized(account.email)).data;
  return email === undefined ? null : { id: null, email };
}

function normalized(email: string): string {
  return email.trim().toLowerCase();
}

/** A name for the log. An unknown address is hashed with a key: people also type passwords there. */
function named(account: EventAccount, secret: string): string | null {
  if (account === null) return null;
  if ("id" in account) return account.id;
  const hash = createHmac("sha256", secret).update(JSON.stringify(["log", normalized(account.email)]));
  return `unknown-${hash.digest("hex").slice(0, 16)}`;
}

function reasonOf(event: SecurityEvent): string {
  return event.kind === "access-denied" || event.kind === "provider-refused" ? event.reason : "";
}

/** Without the names of keys: people choose them for themselves. */
function loggedDetails({ kind, ...details }: SecurityEvent): object {
  const { name: _name, ...logged } = { name: undefined, ...details };
  return { event: kind, ...logged };
}

/** The id that the request's own line has. The server has checked it, or made it (lib/http/edge/guard-answers.ts). */
function idOf(headers: Headers | null): { readonly requestId?: string } {
  const requestId = headers?.get("x-request-id");
  return requestId ? { requestId: requestId.slice(0, 100) } : {};
}
