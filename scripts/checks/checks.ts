import { type Tally, tallyPlaywright, tallyVitest } from "./report.ts";

/** One part of `npm test`. */
export interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Counts the tests in the report that the command writes; a check without one counts as one test. */
  readonly report?: { readonly file: string; readonly tally: (path: string) => Promise<Tally> };
}

const vitest = (project: string): Check => {
  const file = `test-results/${project}.json`;
  return {
    name: project,
    command: [
      "vitest",
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ],
    report: { file, tally: tallyVitest },
  };
};

/** Everything that must hold, the quick ones first. Each also runs alone: see package.json. */
export const checks: readonly Check[] = [
  { name: "types", command: ["npm", "run", "--silent", "types"] },
  { name: "lint", command: ["npm", "run", "--silent", "lint"] },
  vitest("unit"),
  vitest("integration"),
  vitest("conformance"),
  { name: "build", command: ["npm", "run", "--silent", "build"] },
  {
    name: "e2e",
    command: ["playwright", "test"],
    report: { file: "test-results/e2e.json", tally: tallyPlaywright },
  },
];
