import pg from "pg";
import { vi } from "vitest";
import { z } from "zod";

/** A statement as it was sent to the database. */
export type Statement = z.output<typeof statement>;
const statement = z.object({ text: z.string(), values: z.array(z.unknown()).default([]) });

/** The statements that an action sends to the database. */
export async function statementsOf(act: () => Promise<unknown>): Promise<Statement[]> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  try {
    await act();
    return query.mock.calls.map(([sent]) => statement.parse(sent));
  } finally {
    query.mockRestore();
  }
}

/** A node of a query plan, and the nodes below it. */
export type PlanNode = z.output<typeof planNode>;
const planNode = z.object({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  "Index Name": z.string().optional(),
  "Subplan Name": z.string().optional(),
  Filter: z.string().optional(),
  "Shared Hit Blocks": z.int().optional(),
  "Shared Read Blocks": z.int().optional(),
  get Plans(): z.ZodOptional<z.ZodArray<typeof planNode>> {
    return z.array(planNode).optional();
  },
});
const explained = z.tuple([z.object({ "QUERY PLAN": z.tuple([z.object({ Plan: planNode })]) })]);

/**
 * The plan of a statement. Once: with its values. Often: for any values, as a prepared statement that is executed
 * often. Measured: as it is executed, with the pages that it reads.
 */
export async function explain(
  client: pg.Client,
  { text, values }: Statement,
  how: "once" | "often" | "measured" = "once",
): Promise<PlanNode> {
  const options = { once: "", often: "GENERIC_PLAN, ", measured: "ANALYZE, BUFFERS, " }[how];
  const { rows } = await client.query(`EXPLAIN (${options}FORMAT JSON) ${text}`, how === "often" ? undefined : values);
  return planIn(rows);
}

/** The plan in the answer to EXPLAIN (FORMAT JSON). */
export const planIn = (rows: unknown): PlanNode => explained.parse(rows)[0]["QUERY PLAN"][0].Plan;

/** A node and all below it. */
export const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

export const indexesOf = (node: PlanNode) => nodesOf(node).flatMap((each) => each["Index Name"] ?? []);

/** Tables that are read whole. */
export const wholeTablesOf = (node: PlanNode) =>
  nodesOf(node).flatMap((each) => (each["Node Type"] === "Seq Scan" ? (each["Relation Name"] ?? []) : []));

/** Pages that were read, where EXPLAIN counted them (ANALYZE, BUFFERS). */
export const pagesOf = (node: PlanNode) => (node["Shared Hit Blocks"] ?? 0) + (node["Shared Read Blocks"] ?? 0);
