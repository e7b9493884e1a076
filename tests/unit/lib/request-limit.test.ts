import { describe, expect, test } from "vitest";
import * as cron from "#app/api/cron/[domain]/[action]/route.ts";
import * as retry from "#app/api/runs/[id]/retry/route.ts";
import * as trigger from "#app/api/tasks/[domain]/[action]/route.ts";
import * as apply from "#app/api/todos/imports/[id]/apply/route.ts";
import { parseEnv } from "#lib/env.ts";
import { requestLimitSeconds, requestMarginSeconds } from "#lib/request-limit.ts";
import { required } from "./required-variables.ts";

describe("the limit of requests that execute runs", () => {
  test.each(Object.entries({ cron, trigger, retry, apply }))(
    "is what the route declares to the host: %s",
    (_, route) => {
      expect(route.maxDuration).toBe(requestLimitSeconds);
    },
  );

  test("leaves room for a step of the default length", () => {
    expect(parseEnv(required).TASK_STEP_SECONDS).toBeLessThanOrEqual(requestLimitSeconds - requestMarginSeconds);
  });
});
