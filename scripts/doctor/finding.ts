/** `not-checked`: the doctor could not find out. */
export type Level = "ok" | "warning" | "error" | "not-checked";

/** The outcome of one check. Holds no secrets. */
export interface Finding {
  readonly subject: string;
  readonly level: Level;
  readonly message: string;
  /** The next step. */
  readonly fix?: string;
}

/** Makes the findings of one subject. */
export function about(subject: string) {
  return {
    ok: (message: string): Finding => ({ subject, level: "ok", message }),
    warning: (message: string, fix: string): Finding => ({ subject, level: "warning", message, fix }),
    error: (message: string, fix: string): Finding => ({ subject, level: "error", message, fix }),
    notChecked: (message: string, fix?: string): Finding => ({
      subject,
      level: "not-checked",
      message,
      ...(fix === undefined ? {} : { fix }),
    }),
  };
}
