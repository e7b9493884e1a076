/** What a sign-in or sign-up form shows after it was sent and refused. */
export interface FormState {
  /** What went wrong as a whole, and what to do next. */
  readonly message?: string;
  /** What is wrong with a field, by its name. */
  readonly errors: Readonly<Record<string, string>>;
  /** What was typed, to be kept; never the password. */
  readonly values: { readonly name: string; readonly email: string };
}

export const untouched: FormState = { errors: {}, values: { name: "", email: "" } };
