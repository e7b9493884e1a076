import { v7 } from "uuid";
import type { Command, Intent } from "./command.ts";

/** Turns an intent into a command. Later ids of a page are greater, also within a millisecond. */
export function makeCommand(intent: Intent, account: string, now: Date): Command {
  const head = { id: v7(), account, at: now.toISOString() };
  return intent.kind === "create" ? { ...intent, ...head, todoIds: [v7()] } : { ...intent, ...head };
}
