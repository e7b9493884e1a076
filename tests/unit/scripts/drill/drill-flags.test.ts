import { expect, test } from "vitest";
import { parseDrillFlags } from "#scripts/drill/drill-flags.ts";

test("without arguments the drills are listed", () => {
  expect(parseDrillFlags([])).toEqual({ name: null, rounds: undefined, database: undefined });
});

test("name, rounds and server are read", () => {
  const args = ["outage-at-start", "--rounds", "20", "--database", "postgresql://ann@db/postgres"];
  expect(parseDrillFlags(args)).toEqual({
    name: "outage-at-start",
    rounds: 20,
    database: "postgresql://ann@db/postgres",
  });
});

test.each([["a", "b"], ["--rounds", "0"], ["--rounds", "many"], ["--rounds", "1.5"], ["--nonsense"]])(
  "%s %s is refused with the usage",
  (...args) => {
    expect(() => parseDrillFlags(args)).toThrow(/Use: npm run drill/);
  },
);
