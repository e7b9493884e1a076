import type { Mutant } from "../mutant.ts";
import { alerts } from "./alerts.ts";
import { atOnce } from "./at-once.ts";
import { attempts } from "./attempts.ts";
import { batches } from "./batches.ts";
import { claims } from "./claims.ts";
import { engines } from "./engines.ts";
import { held } from "./held.ts";
import { imports } from "./imports.ts";
import { slots } from "./slots.ts";
import { trash } from "./trash.ts";

/** Every mutant. */
export const all: readonly Mutant[] = [
  ...slots,
  ...claims,
  ...attempts,
  ...held,
  ...engines,
  ...batches,
  ...trash,
  ...imports,
  ...alerts,
  ...atOnce,
];

/** Those whose file and fault have every word. */
export function chosenBy(mutants: readonly Mutant[], words: readonly string[]): Mutant[] {
  return mutants.filter(({ file, fault }) => words.every((word) => `${file} ${fault}`.includes(word)));
}
