import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { apiRoutes } from "#app/api/api-routes.ts";
import { parseEnv } from "#lib/env.ts";
import { requestLimitSeconds, requestMarginSeconds } from "#lib/request-limit.ts";
import { required } from "./required-variables.ts";

describe("the limit of requests that execute runs", () => {
  test("is what those routes declare to the host, as a literal that Next can read, and no other route", async () => {
    const declared: string[] = [];
    const executing: string[] = [];
    for (const path of Object.keys(apiRoutes)) {
      const text = await readFile(new URL(`../../../app${path}/route.ts`, import.meta.url), "utf8");
      if (text.includes(`export const maxDuration = ${requestLimitSeconds};`)) declared.push(path);
      if (/\bexecution\./.test(text)) executing.push(path);
    }
    expect(executing).toContain("/api/cron/[domain]/[action]");
    expect(declared).toEqual(executing);
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
