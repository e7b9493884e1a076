/** A fault that is planted in the code, to see whether the tests notice it. */
export interface Mutant {
  /** The behaviour of the code with it, e.g. "claims a paused schedule". */
  readonly fault: string;
  /** Its path from the root. */
  readonly file: string;
  /** A piece of the file that occurs in it once. */
  readonly code: string;
  readonly mutated: string;
  /** The files of tests of which one must fail. */
  readonly tests: readonly string[];
}

/** Mutants of one file that the same tests must notice, each as its fault, the code and its replacement. */
export function mutantsOf(
  file: string,
  tests: readonly string[],
  faults: readonly (readonly [fault: string, code: string, mutated: string])[],
): Mutant[] {
  return faults.map(([fault, code, mutated]) => ({ fault, file, code, mutated, tests }));
}
