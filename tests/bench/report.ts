/** One row of a benchmark's result. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: string;
  readonly ok: boolean;
}

/** A row, and the other measurements on the way to it. */
export interface Finding extends Row {
  readonly details: string;
}

export const median = (values: readonly number[]): number => percentile(values, 50);

/** The value that `percent` of the values don't exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}

export const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

export const seconds = (ms: number): string => `${round(ms / 1_000, 2)} s`;

export function describe(finding: Finding): string {
  const mark = finding.ok ? "ok  " : "MISS";
  return `${mark} ${finding.name}: ${finding.value} ${finding.unit} (to reach: ${finding.target}) — ${finding.details}`;
}

/** Without the details: the output of `--json`. */
export function toRow({ name, value, unit, target, ok }: Finding): Row {
  return { name, value, unit, target, ok };
}
