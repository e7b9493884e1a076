import { quarantine } from "#tests/e2e/quarantine.ts";
import { type Tally, tallyPlaywright, tallyVitest } from "./report.ts";

/** One part of `npm test`. */
export interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Counts the tests in the report that the command writes; a check without one counts as one test. */
  readonly report?: { readonly file: string; readonly tally: (path: string) => Promise<Tally> };
}

/** All of Vitest's projects in one command, so that the slow files of one run beside those of another. */
const vitest: Check = {
  name: "unit, static, integration, conformance",
  command: ["vitest", "run", "--reporter=default", "--reporter=json", "--outputFile.json=test-results/vitest.json"],
  report: { file: "test-results/vitest.json", tally: tallyVitest },
};

const e2e: Check = {
  name: "e2e",
  command: ["playwright", "test"],
  report: { file: "test-results/e2e.json", tally: (path) => tallyPlaywright(path, quarantine) },
};

const npmScript = (name: string): Check => ({ name, command: ["npm", "run", "--silent", name] });

/**
 * All checks, in lanes that run side by side, since Vitest waits for much of its time. The checks of a lane run one
 * after the other: the browser tests need the build. Each check also runs alone, see package.json.
 */
export const lanes: readonly (readonly Check[])[] = [[npmScript("lint"), npmScript("build"), e2e], [vitest]];
