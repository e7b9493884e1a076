import { expect, test } from "vitest";
import { inngestRunAddress } from "#lib/engines/inngest/dashboard.ts";
import { parseEnv } from "#lib/env.ts";
import { required } from "#tests/unit/lib/required-variables.ts";

const keys = { INNGEST_EVENT_KEY: "event-key", INNGEST_SIGNING_KEY: "signkey-prod-0123" };
const address = (variables: Readonly<Record<string, string>>) =>
  inngestRunAddress(parseEnv({ ...required, ...variables }));

test.each([
  ["the dev server's usual address", { INNGEST_DEV: "1" }, "http://localhost:8288/run?runID="],
  ["the dev server's own address", { INNGEST_DEV: "http://127.0.0.1:9000/" }, "http://127.0.0.1:9000/run?runID="],
  ["a server of one's own", { ...keys, INNGEST_BASE_URL: "http://10.0.0.2:8288" }, "http://10.0.0.2:8288/run?runID="],
  [
    "the address that browsers reach it at",
    { ...keys, INNGEST_BASE_URL: "http://10.0.0.2:8288", INNGEST_DASHBOARD_URL: "https://inngest.example.com" },
    "https://inngest.example.com/run?runID=",
  ],
  [
    "an environment of Inngest Cloud",
    { ...keys, INNGEST_DASHBOARD_URL: "https://app.inngest.com/env/production" },
    "https://app.inngest.com/env/production/runs/",
  ],
])("a run's address in the dashboard begins with %s", (_, variables, expected) => {
  expect(address(variables)).toBe(expected);
});

test("is not known for Inngest Cloud as long as nothing names it", () => {
  expect(address(keys)).toBeNull();
});
