import { createHash, createHmac } from "node:crypto";
import { z } from "zod";
import { type Answer, ask, type NoAnswer } from "../ask.ts";

/** A function as the SDK declares it to a server, without addresses, which differ between machines. */
export interface DeclaredFunction {
  readonly id: string;
  readonly events: readonly string[];
  readonly crons: readonly string[];
  readonly retries: number | null;
}

const triggersSchema = z.array(z.object({ event: z.string().optional(), cron: z.string().optional() }));

/** A function in the SDK's declaration. */
const declaredSchema = z.object({
  id: z.string(),
  triggers: triggersSchema,
  steps: z.record(z.string(), z.object({ retries: z.object({ attempts: z.int() }).optional() })),
});

/** A function in a server's list. */
const listedSchema = z.object({
  id: z.string(),
  config: z.object({ triggers: triggersSchema, steps: z.array(z.object({ retries: z.int().optional() })) }),
});

const syncSchema = z.object({ app_id: z.string(), functions: z.array(declaredSchema) });

/** The answer of `PUT /api/inngest` to a server. Asking registers nothing. */
export interface Declaration {
  readonly appId: string;
  readonly functions: readonly DeclaredFunction[];
}

function toFunction(
  id: string,
  triggers: z.output<typeof triggersSchema>,
  retries: number | undefined,
): DeclaredFunction {
  const filled = (values: readonly (string | undefined)[]) => values.filter((value) => value !== undefined).toSorted();
  return {
    id,
    events: filled(triggers.map((trigger) => trigger.event)),
    crons: filled(triggers.map((trigger) => trigger.cron)),
    retries: retries ?? null,
  };
}

/** Reads the answer to a sync request; null if it is not one. */
export function parseDeclaration(json: unknown): Declaration | null {
  const parsed = syncSchema.safeParse(json);
  if (!parsed.success) return null;
  const functions = parsed.data.functions.map(({ id, triggers, steps }) =>
    toFunction(id, triggers, Object.values(steps)[0]?.retries?.attempts),
  );
  return { appId: parsed.data.app_id, functions };
}

/** Reads a server's list of an app's functions; null if it is not one. */
export function parseListing(json: unknown): DeclaredFunction[] | null {
  const parsed = z.array(listedSchema).nullable().safeParse(json);
  if (!parsed.success) return null;
  return (parsed.data ?? []).map(({ id, config }) => toFunction(id, config.triggers, config.steps[0]?.retries));
}

/** Asks an app for its declaration: the "in-band" half of the SDK's sync protocol. */
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

/** Signs as the SDK does: the body (empty for GET) and the time in seconds. */
export function sign(body: string, signingKey: string, now: Date): string {
  const seconds = String(Math.floor(now.getTime() / 1_000));
  const signature = createHmac("sha256", withoutPrefix(signingKey)).update(body).update(seconds).digest("hex");
  return `t=${seconds}&s=${signature}`;
}

/** The signing key as it is sent to a server: hashed, so that logs cannot leak it. */
export function hashSigningKey(signingKey: string): string {
  const prefix = signingKey.slice(0, signingKey.length - withoutPrefix(signingKey).length);
  return `${prefix}${createHash("sha256").update(withoutPrefix(signingKey), "hex").digest("hex")}`;
}

function withoutPrefix(signingKey: string): string {
  return signingKey.replace(/^signkey-\w+-/, "");
}
