import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createApp } from "#lib/composition/create-app.ts";
import { parseEnv } from "#lib/env.ts";
import { defineTask } from "#lib/tasks/define-task.ts";
import { PermanentError } from "#lib/tasks/errors.ts";
import { type StoredContext, unfinished } from "#lib/tasks/task.ts";
import { required } from "../required-variables.ts";

const now = new Date("2026-12-01T03:00:00Z");
/** Nothing here calls a service, so nothing connects. */
const { services } = createApp(parseEnv({ ...required, LOG_LEVEL: "silent" })).runtime;

const contextWith = (saved: unknown): StoredContext => ({
  runId: "0198a3b0-0000-7000-8000-000000000000",
  attempt: 1,
  startedAt: now,
  clock: () => now,
  services,
  reportProgress: async () => {},
  log: { info() {}, warn() {} },
  batches: { saved, signal: AbortSignal.any([]), budgetMs: 1000, save: async () => {} },
});

const about = {
  title: "Export",
  description: "Writes a list to a file.",
  payload: z.strictObject({ list: z.string() }),
  retries: { limit: 0, delaySeconds: 1 },
} as const;

const listExport = defineTask({
  ...about,
  name: "list/export",
  result: z.object({ list: z.string(), from: z.int() }),
  progress: z.object({ line: z.int() }),
  async run({ list }, { batches }) {
    const from = batches.saved?.line ?? 0;
    return list === "endless" ? unfinished : { list, from, secret: "not in the schema" };
  },
  preview: {
    result: z.object({ lineCount: z.int() }),
    run: async ({ list }) => ({ lineCount: list.length, secret: "not in the schema" }),
  },
  backlog: {
    result: z.object({ waitingSince: z.iso.datetime() }),
    run: async ({ now: at }) => ({ waitingSince: at.toISOString(), secret: "not in the schema" }),
  },
});

describe("a run", () => {
  test("gets the stored payload and progress, and gives no more than its schema names", async () => {
    const result = await listExport.run({ list: "all" }, contextWith({ line: 7 }));
    expect(result).toEqual({ list: "all", from: 7 });
  });

  test.each([[null], [{ page: 7 }], ["seven"]])("starts over from progress of another form: %j", async (saved) => {
    expect(await listExport.run({ list: "all" }, contextWith(saved))).toMatchObject({ from: 0 });
  });

  test("may be unfinished", async () => {
    expect(await listExport.run({ list: "endless" }, contextWith(null))).toBe(unfinished);
  });

  test("fails for good with a stored payload that breaks the schema, each field named", async () => {
    const running = listExport.run({ file: 7 }, contextWith(null));
    await expect(running).rejects.toBeInstanceOf(PermanentError);
    const message = "The payload of list/export is not valid: list: is required; file: is not a known field.";
    await expect(running).rejects.toThrow(message);
  });

  test("fails for good with a result that breaks the schema", async () => {
    const half = defineTask({ ...about, name: "list/half", result: z.int(), run: async () => 0.5 });
    const running = half.run({ list: "all" }, contextWith(null));
    await expect(running).rejects.toThrow(
      "list/half returned a result that breaks its schema: must be a whole number.",
    );
  });

  test("of a task without progress has none, whatever is stored", async () => {
    const savesNothing = defineTask({
      ...about,
      name: "list/forget",
      result: z.boolean(),
      run: async (_payload, { batches }) => batches.saved === null,
    });
    expect(await savesNothing.run({ list: "all" }, contextWith({ line: 7 }))).toBe(true);
  });
});

describe("a preview", () => {
  test("gives no more than its schema names", async () => {
    expect(await listExport.preview?.run({ list: "all" }, { services, now, showsTitles: false })).toEqual({
      lineCount: 3,
    });
  });

  test("refuses a payload that somebody gave, each field named", async () => {
    const fields = [{ field: "payload.list", message: "must be text" }];
    const looking = listExport.preview?.run({ list: 7 }, { services, now, showsTitles: false });
    await expect(looking).rejects.toMatchObject({ kind: "invalid", fields });
  });
});

test("a backlog gives no more than its schema names", async () => {
  expect(await listExport.backlog?.run({ services, now })).toEqual({ waitingSince: now.toISOString() });
});
