/** The state of a sign-in or sign-up form after a refused submission. */
export interface FormState {
  /** An error of the whole form: the problem, and the next step. */
  readonly message?: string;
  /** Errors by field name. */
  readonly errors: Readonly<Record<string, string>>;
  /** The submitted values, to be shown again; never the password. */
  readonly values: { readonly name: string; readonly email: string };
}

export const untouched: FormState = { errors: {}, values: { name: "", email: "" } };
