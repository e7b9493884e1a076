import { parseArgs } from "node:util";
import { z } from "zod";
import type { Answer, NoAnswer } from "./doctor/ask.ts";
import { askForSync } from "./doctor/inngest/protocol.ts";
import { openMachine } from "./doctor/machine.ts";
import { runCommand } from "./runtime/command.ts";

const usage = `Use: npm run inngest:sync                                   tells Inngest the functions of the app at APP_URL
     npm run inngest:sync -- --url https://tidy.example.com   of a Tidy that is deployed elsewhere
Both sign with INNGEST_SIGNING_KEY, which an app outside dev mode asks for.`;

await runCommand(async (args) => {
  const { url } = parse(args);
  const machine = await openMachine(process.env);
  try {
    const origin = originOf(url ?? machine.variables.APP_URL);
    const answer = await askForSync(origin, machine.variables.INNGEST_SIGNING_KEY || undefined, new Date());
    const failure = failureOf(answer);
    if (failure !== null) throw new Error(`${origin}/api/inngest ${failure}`);
    console.log(`Inngest knows the functions of ${origin}.`);
    return 0;
  } finally {
    await machine.close();
  }
});

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { url: { type: "string" } } }).values;
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : cause}\n${usage}`, { cause });
  }
}

function originOf(url: string | undefined): string {
  const parsed = URL.parse(url ?? "");
  if (parsed?.protocol === "https:" || parsed?.protocol === "http:") return parsed.origin;
  throw new Error(`Name the app's address, by APP_URL or --url.\n${usage}`);
}

function failureOf(answer: Answer | NoAnswer): string | null {
  if ("reason" in answer) return `doesn't answer: ${answer.reason}.`;
  if (answer.status === 200) return null;
  if (answer.status === 401)
    return "refuses this signing key. Set the app's INNGEST_SIGNING_KEY here, and check both clocks.";
  if (answer.status === 404) return "is not there: this Tidy executes its tasks on another engine.";
  const { message } = z.object({ message: z.string() }).safeParse(answer.json).data ?? { message: "" };
  return `answers ${answer.status}. ${message}`.trim();
}
