import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { type Finding, round } from "../report.ts";
import type { BenchServer } from "./server.ts";

const script = fileURLToPath(new URL("./one-cleanup.ts", import.meta.url));

/** The peak memory of a cleanup process, with 500,000 and with 5,000 due todos. */
export async function measureMemory(server: BenchServer): Promise<Finding> {
  const many = await peakMemory(await server.copy("many_due"));
  const url = await server.copy("few_due");
  await withConnection(url, (client) =>
    client.query(`
      UPDATE todo SET (completed_at, expires_at) = (completed_at - interval '30 days', expires_at - interval '30 days')
      WHERE id IN (SELECT id FROM todo WHERE expires_at > '2026-11-24T03:00:00Z' LIMIT 4900)`),
  );
  const few = await peakMemory(url);
  const more = (many - few) / 1024 ** 2;
  return {
    name: "memory of the process, 500,000 vs 5,000 due",
    value: round(more),
    unit: "MB more",
    target: "≤ 20",
    ok: more <= 20,
    details: `${round(many / 1024 ** 2)} MB and ${round(few / 1024 ** 2)} MB at most`,
  };
}

async function peakMemory(url: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, url]);
  return Number(stdout);
}
