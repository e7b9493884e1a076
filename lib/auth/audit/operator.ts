import { userInfo } from "node:os";

/** The ways in which operators act. */
export const auditSources = ["console", "api-key", "command-line", "provider"] as const;
export type AuditSource = (typeof auditSources)[number];

/** An operator, and the way they act. */
export type Operator =
  | { readonly via: "console"; readonly userId: string }
  | { readonly via: "api-key"; readonly userId: string; readonly keyName: string | null }
  | { readonly via: "command-line"; readonly account: string }
  /** A provider whose groups give roles, at a sign-in there. */
  | { readonly via: "provider"; readonly provider: string };

/** An operator as the owner of an account reads it; `operator` is the command line. */
export function operatorKind({ via }: Operator) {
  return operatorKinds[via];
}

const operatorKinds = {
  console: "admin",
  "api-key": "admin",
  "command-line": "operator",
  provider: "provider",
} as const;

/** The account on the machine that runs this command. */
export function commandLineOperator(): Extract<Operator, { via: "command-line" }> {
  return { via: "command-line", account: accountName() };
}

/** Containers run processes by a number that has no name. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}
