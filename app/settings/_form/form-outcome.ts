/** The state of a settings form after its submission. */
export interface FormOutcome {
  /** The change that was made, in words. */
  readonly done?: string;
  /** An error of the whole form: the problem, and the next step. */
  readonly error?: string;
  /** Errors by field name. */
  readonly fields: Readonly<Record<string, string>>;
}

export const unsent: FormOutcome = { fields: {} };
