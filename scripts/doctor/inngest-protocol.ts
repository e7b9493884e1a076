import { createHash, createHmac } from "node:crypto";
import { z } from "zod";
import { type Answer, ask, type NoAnswer } from "./ask.ts";

/** A function as the SDK declares it to a server, as far as it can be compared: without addresses. */
export interface DeclaredFunction {
  readonly id: string;
  readonly events: readonly string[];
  readonly crons: readonly string[];
  readonly retries: number | null;
}

const functionSchema = z.object({
  id: z.string(),
  triggers: z.array(z.object({ event: z.string().optional(), cron: z.string().optional() })).default([]),
  steps: z
    .record(z.string(), z.object({ retries: z.object({ attempts: z.number().optional() }).nullish() }))
    .default({}),
});

const syncSchema = z.object({ app_id: z.string(), functions: z.array(functionSchema) });

/** What `PUT /api/inngest` declares when a server asks for it, which registers nothing. */
export interface Declaration {
  readonly appId: string;
  readonly functions: readonly DeclaredFunction[];
}

const filled = (values: readonly (string | undefined)[]): string[] =>
  values.filter((value) => value !== undefined).toSorted();

function toFunction({ id, triggers, steps }: z.output<typeof functionSchema>): DeclaredFunction {
  return {
    id,
    events: filled(triggers.map((trigger) => trigger.event)),
    crons: filled(triggers.map((trigger) => trigger.cron)),
    retries: Object.values(steps)[0]?.retries?.attempts ?? null,
  };
}

/** Reads the answer to a sync request; null where it is none. */
export function parseDeclaration(json: unknown): Declaration | null {
  const parsed = syncSchema.safeParse(json);
  if (!parsed.success) return null;
  return { appId: parsed.data.app_id, functions: parsed.data.functions.map(toFunction) };
}

/** Reads what a server lists as an app's functions, with a configuration each, as text or as it is; null where it is no list. */
export function parseListing(json: unknown): DeclaredFunction[] | null {
  const listing = z.array(z.object({ config: z.unknown() })).safeParse(json);
  if (!listing.success) return null;
  const functions = listing.data.map(({ config }) => functionSchema.safeParse(config));
  return functions.every((each) => each.success) ? functions.map((each) => toFunction(each.data)) : null;
}

/** Asks an app what it would declare to Inngest: the "in-band" half of the SDK's sync protocol. */
export function askForDeclaration(
  origin: string,
  signingKey: string | undefined,
  now: Date,
): Promise<Answer | NoAnswer> {
  const body = JSON.stringify({ url: `${origin}/api/inngest` });
  return ask(`${origin}/api/inngest`, {
    method: "PUT",
    body,
    headers: {
      "content-type": "application/json",
      "x-inngest-sync-kind": "in_band",
      ...(signingKey === undefined ? {} : { "x-inngest-signature": sign(body, signingKey, now) }),
    },
  });
}

/** The SDK signs the body, or nothing for GET, together with the time in seconds. */
export function sign(body: string, signingKey: string, now: Date): string {
  const seconds = String(Math.floor(now.getTime() / 1_000));
  const signature = createHmac("sha256", withoutPrefix(signingKey)).update(body).update(seconds).digest("hex");
  return `t=${seconds}&s=${signature}`;
}

/** How the signing key itself is sent to a server: hashed, so that the server's log can't leak it. */
export function hashSigningKey(signingKey: string): string {
  const prefix = signingKey.slice(0, signingKey.length - withoutPrefix(signingKey).length);
  return `${prefix}${createHash("sha256").update(withoutPrefix(signingKey), "hex").digest("hex")}`;
}

function withoutPrefix(signingKey: string): string {
  return signingKey.replace(/^signkey-\w+-/, "");
}
