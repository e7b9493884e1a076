import { SpanKind } from "@opentelemetry/api";
import type { ClientBase, Pool } from "pg";
import { z } from "zod";
import { inSpan, isTraced } from "#lib/tracing/span.ts";
import { statementName } from "./statement-name.ts";

/** The texts of so many statements keep their names; there are about as many in the code. */
const maxNames = 500;

const statementSchema = z.union([z.string(), z.object({ text: z.string() }).transform(({ text }) => text)]);

/**
 * Gives each statement on this pool a span, named after its tables, within the trace that it belongs to. Statements of
 * no trace, such as a scheduler's, get none. Values are not told. Returns what does the same for a connection outside
 * of the pool.
 */
export function traceStatements(pool: Pool): (client: ClientBase) => void {
  const names = new Map<string, string>();
  const seen = new WeakSet<ClientBase>();

  const nameOf = (text: string) => {
    const name = names.get(text) ?? statementName(text);
    if (names.size < maxNames) names.set(text, name);
    return name;
  };

  const traced = (target: Pick<Pool, "query">) => {
    const { query } = target;
    return (...given: unknown[]): unknown => {
      const run = () => Reflect.apply(query, target, given);
      const text = statementSchema.safeParse(given[0]).data;
      // With a callback, the pool itself asks a client, whose query has its span already.
      if (text === undefined || typeof given.at(-1) === "function" || !isTraced()) return run();
      const name = nameOf(text);
      const attributes = { "db.system.name": "postgresql", "db.query.summary": name };
      return inSpan(name, attributes, async () => await run(), { kind: SpanKind.CLIENT });
    };
  };

  const traceClient = (client: ClientBase) => {
    if (seen.has(client)) return;
    seen.add(client);
    Object.assign(client, { query: traced(client) });
  };

  // Within a transaction, statements go to a client of the pool.
  pool.on("acquire", traceClient);
  Object.assign(pool, { query: traced(pool) });
  return traceClient;
}
