import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimDev, refuseSecondDev } from "#scripts/runtime/dev-claim.ts";

const now = new Date("2026-11-24T10:00:00Z");
const unanswered = "http://127.0.0.1:9";
let directory = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "tidy-claim-"));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

async function writeClaim(claim: { pid: number; url: string; claimedAt: Date }): Promise<void> {
  await writeFile(join(directory, "dev.json"), JSON.stringify(claim));
}

/** The parent is alive as long as this process, and isn't this process. */
const livingPid = process.ppid;

test("a claim is given up and can be taken again", async () => {
  const release = await claimDev(directory, unanswered, now);
  await release();
  const again = await claimDev(directory, unanswered, now);
  await again();
});

test("while another start is under way, a second one is told where", async () => {
  await writeClaim({ pid: livingPid, url: unanswered, claimedAt: now });
  const later = new Date(now.getTime() + 59_000);
  await expect(refuseSecondDev(directory, later)).rejects.toThrow(
    `already running from this checkout, at ${unanswered}`,
  );
  await expect(claimDev(directory, unanswered, later)).rejects.toThrow("already running");
});

test("an old claim counts as long as its address answers", async () => {
  const server = createServer((_, response) => response.end()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  await writeClaim({ pid: livingPid, url: `http://127.0.0.1:${port}`, claimedAt: new Date(0) });
  await expect(refuseSecondDev(directory, now)).rejects.toThrow("already running");
  server.close();
  server.closeAllConnections();
});

test("an old claim whose process id went to another program is taken over", async () => {
  await writeClaim({ pid: livingPid, url: unanswered, claimedAt: new Date(0) });
  const release = await claimDev(directory, unanswered, now);
  await release();
});

test("the claim of a dead process is taken over", async () => {
  const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(child, "exit");
  await writeClaim({ pid: child.pid ?? 0, url: unanswered, claimedAt: now });
  const release = await claimDev(directory, unanswered, now);
  await release();
});
