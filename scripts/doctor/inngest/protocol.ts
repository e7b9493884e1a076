import { createHmac } from "node:crypto";
import { z } from "zod";
import { withoutPrefix } from "#lib/engines/inngest/server-api.ts";
import { type Answer, ask, type NoAnswer } from "../ask.ts";

/** A function as the SDK declares it to a server, without its address, which differs between machines. */
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
  config: z.object({
    triggers: triggersSchema,
    steps: z.array(z.object({ retries: z.int().optional(), uri: z.string().optional() })),
  }),
});

const syncSchema = z.object({ app_id: z.string(), url: z.string(), functions: z.array(declaredSchema) });

/** The answer of `PUT /api/inngest` to a server. Asking registers nothing. */
export interface Declaration {
  readonly appId: string;
  /** The address at which the app wants to be called. */
  readonly address: string;
  readonly functions: readonly DeclaredFunction[];
}

/** A server's record of an app. */
export interface Listing {
  readonly functions: readonly DeclaredFunction[];
  /** The addresses at which it calls them, each once. */
  readonly addresses: readonly string[];
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
  return { appId: parsed.data.app_id, address: parsed.data.url, functions };
}

/** Reads a server's list of an app's functions; null if it is not one. */
export function parseListing(json: unknown): Listing | null {
  const parsed = z.array(listedSchema).nullable().safeParse(json);
  if (!parsed.success) return null;
  const listed = parsed.data ?? [];
  const addresses = listed.flatMap(({ config }) => config.steps.flatMap(({ uri }) => (uri ? [callee(uri)] : [])));
  return {
    functions: listed.map(({ id, config }) => toFunction(id, config.triggers, config.steps[0]?.retries)),
    addresses: [...new Set(addresses)].toSorted(),
  };
}

/** The address without the name of the function. */
function callee(address: string): string {
  const url = URL.parse(address);
  if (url === null) return address;
  for (const name of ["fnId", "stepId"]) url.searchParams.delete(name);
  return url.href;
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

/** Asks an app to register its functions with its Inngest server. Without a key, only an app in dev mode does. */
export function askForSync(origin: string, signingKey: string | undefined, now: Date): Promise<Answer | NoAnswer> {
  const headers = signingKey === undefined ? {} : { "x-inngest-signature": sign("", signingKey, now) };
  return ask(`${origin}/api/inngest`, { method: "PUT", headers });
}

/** Signs as the SDK does: the body (empty for GET) and the time in seconds. */
export function sign(body: string, signingKey: string, now: Date): string {
  const seconds = String(Math.floor(now.getTime() / 1_000));
  const signature = createHmac("sha256", withoutPrefix(signingKey)).update(body).update(seconds).digest("hex");
  return `t=${seconds}&s=${signature}`;
}
