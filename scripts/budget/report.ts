import type { Shift } from "#tests/e2e/support/layout-shift.ts";
import type { PageScript } from "./page-scripts.ts";

/** 170 kB, of 1,000 bytes each. */
export const scriptBudget = 170_000;

/** One budget, and whether the page is within it. */
export interface Finding {
  readonly name: string;
  readonly holds: boolean;
  readonly detail: string;
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/** Whether the scripts of a page are within the budget, all together. */
export function scriptFinding(scripts: readonly PageScript[]): Finding {
  const total = scripts.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
  return {
    name: "first-load JavaScript",
    holds: scripts.length > 0 && total <= scriptBudget,
    detail: `${kB(total)} gzip in ${scripts.length} scripts; the budget is ${kB(scriptBudget)}`,
  };
}

/** Whether all scripts of a page are compiled while they arrive. Names those that aren't. */
export function hintFinding(scripts: readonly PageScript[]): Finding {
  const plain = scripts.filter(({ isHinted }) => !isHinted);
  return {
    name: "scripts compiled while they arrive",
    holds: plain.length === 0,
    detail: plain.length === 0 ? "all" : `not ${plain.map(({ path }) => path).join(", ")}`,
  };
}

/** Whether the page loaded without moving by itself. Names the elements that moved. */
export function shiftFinding(at: string, shifts: readonly Shift[]): Finding {
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  const moved = shifts.flatMap((shift) => shift.moved.map((each) => `\n    ${each}`));
  return { name: `layout shift ${at}`, holds: shifts.length === 0, detail: [sum, ...moved].join("") };
}

/** One line for each script, the largest first. */
export function scriptLines(scripts: readonly PageScript[]): string[] {
  return scripts
    .toSorted((one, other) => other.gzipBytes - one.gzipBytes)
    .map(({ path, bytes, gzipBytes, packages }) => {
      const name = path.split("/").at(-1) ?? path;
      const found = packages.length === 0 ? "Tidy’s own code, or a package without a fingerprint" : packages.join(", ");
      return `${kB(gzipBytes).padStart(9)} gzip ${kB(bytes).padStart(9)} raw  ${name}: ${found}`;
    });
}

export function describe({ name, holds, detail }: Finding): string {
  return `${holds ? "✓" : "✗"} ${name}: ${detail}`;
}
