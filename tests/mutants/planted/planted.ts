import type { Mutant } from "../mutant.ts";
import { claims } from "./claims.ts";
import { engines } from "./engines.ts";
import { slots } from "./slots.ts";

/** Every mutant. */
export const all: readonly Mutant[] = [...slots, ...claims, ...engines];

/** Those whose file and fault have every word. */
export function chosenBy(mutants: readonly Mutant[], words: readonly string[]): Mutant[] {
  return mutants.filter(({ file, fault }) => words.every((word) => `${file} ${fault}`.includes(word)));
}
