/** What a settings form shows after it was sent. */
export interface FormOutcome {
  /** What was done. */
  readonly done?: string;
  /** What went wrong as a whole, and what to do next. */
  readonly error?: string;
  /** What is wrong with a field, by its name. */
  readonly fields: Readonly<Record<string, string>>;
  /** What was typed, to be kept after a refusal; never a password. */
  readonly typed?: string;
}

export const unsent: FormOutcome = { fields: {} };
