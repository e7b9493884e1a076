import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { apiRoutes } from "#app/api/api-routes.ts";
import { parseEnv } from "#lib/env.ts";
import { requestLimitSeconds, requestMarginSeconds } from "#lib/request-limit.ts";
import { required } from "./required-variables.ts";

describe("the limit of requests that execute runs or read files", () => {
  test("is what those routes declare to the host, as a literal that Next can read, and no other route", async () => {
    const declared: string[] = [];
    const long: string[] = [];
    for (const path of Object.keys(apiRoutes)) {
      const text = await readFile(new URL(`../../../app${path}/route.ts`, import.meta.url), "utf8");
      if (text.includes(`export const maxDuration = ${requestLimitSeconds};`)) declared.push(path);
      if (/\bexecution\.|\bupload:/.test(text)) long.push(path);
    }
    expect(long).toContain("/api/cron/[domain]/[action]");
    expect(long).toContain("/api/todos/imports");
    expect(declared).toEqual(long);
  });

  test.each(["(auth)/layout.tsx", "accounts/page.tsx", "settings/page.tsx", "api/auth/[...all]/route.ts"])(
    "is what app/%s declares, too: mails are sent after its answers",
    async (file) => {
      const text = await readFile(new URL(`../../../app/${file}`, import.meta.url), "utf8");
      expect(text).toContain(`export const maxDuration = ${requestLimitSeconds};`);
    },
  );

  test("leaves room for a step of the default length", () => {
    expect(parseEnv(required).TASK_STEP_SECONDS).toBeLessThanOrEqual(requestLimitSeconds - requestMarginSeconds);
  });
});
