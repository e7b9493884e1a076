import { z } from "zod";

const word = z.string().regex(/^[a-z-]+$/, "use a task's name: domain/action");

/** A task's name as two path segments. */
export const taskParams = z.strictObject({ domain: word, action: word });

export function taskNameOf(params: z.output<typeof taskParams>): string {
  return `${params.domain}/${params.action}`;
}
