import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { runSchema } from "#lib/task-runs/schemas.ts";

const script = fileURLToPath(new URL("./request-process.ts", import.meta.url));

const answerSchema = z.object({
  status: z.int(),
  answer: z.object({ run: runSchema.nullable(), reason: z.string().optional() }),
});
export type CronAnswer = z.output<typeof answerSchema>;

/** A request that a process of its own answers. */
export interface HostedRequest {
  /** The answer; null if the process was killed before. */
  readonly answered: Promise<CronAnswer | null>;
  readonly ended: Promise<void>;
  kill(): void;
}

/** A host that starts a process for each request and, at the latest, kills it at the limit. */
export interface RequestHost {
  readonly env: Readonly<Record<string, string>>;
  readonly limitSeconds: number;
  readonly marginSeconds: number;
  /** Default: request-process.ts. */
  readonly program?: string;
}

export function request(host: RequestHost, task: string): HostedRequest {
  const { env, limitSeconds, marginSeconds, program = script } = host;
  const child = fork(program, [task, String(limitSeconds), String(marginSeconds)], {
    env: { NODE_ENV: "test", ...env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const kill = () => void child.kill("SIGKILL");
  const limit = setTimeout(kill, limitSeconds * 1000);
  const ended = once(child, "exit").then(() => clearTimeout(limit));
  const message = once(child, "message").then(([sent]) => answerSchema.parse(sent));
  return { answered: Promise.race([message, ended.then(() => null)]), ended, kill };
}
