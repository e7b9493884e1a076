import { userInfo } from "node:os";

/** The ways in which operators act. */
export const auditSources = ["console", "api-key", "command-line"] as const;
export type AuditSource = (typeof auditSources)[number];

/** Who acts, and from where. */
export type Operator =
  | { readonly via: "console"; readonly userId: string }
  | { readonly via: "api-key"; readonly userId: string; readonly keyName: string | null }
  | { readonly via: "command-line"; readonly account: string };

/** The account on the machine that runs this command. */
export function commandLineOperator(): Operator {
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
