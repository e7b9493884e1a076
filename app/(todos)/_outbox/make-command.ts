import { v7 } from "uuid";
import type { Command, Intent } from "./command.ts";

/** Makes a command of what a person wants. Later ids of a page are greater, also within a millisecond. */
export function makeCommand(intent: Intent, account: string, now: Date): Command {
  const head = { id: v7(), account, at: now.toISOString() };
  return intent.kind === "create" ? { ...intent, ...head, todoIds: [v7()] } : { ...intent, ...head };
}
