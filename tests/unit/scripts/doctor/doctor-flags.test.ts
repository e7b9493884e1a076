import { expect, test } from "vitest";
import { parseDoctorFlags } from "#scripts/doctor/doctor-flags.ts";

test("without arguments it examines this machine", () => {
  expect(parseDoctorFlags([], {})).toEqual({ url: null, cronSecret: undefined, json: false });
});

test("--url is reduced to its origin", () => {
  expect(parseDoctorFlags(["--url", "https://tidy.example.com/tasks?x", "--json"], {})).toMatchObject({
    url: "https://tidy.example.com",
    json: true,
  });
});

test("the secret comes from the argument, else from the environment", () => {
  const environment = { CRON_SECRET: "from the environment" };
  expect(parseDoctorFlags([], environment).cronSecret).toBe("from the environment");
  expect(parseDoctorFlags(["--cron-secret", "given"], environment).cronSecret).toBe("given");
});

test.each([["--url", "tidy.example.com"], ["--url", "ftp://x"], ["--nonsense"], ["extra"]])(
  "%s %s is refused with the usage",
  (...args) => {
    expect(() => parseDoctorFlags(args, {})).toThrow(/Use: npm run doctor/);
  },
);
