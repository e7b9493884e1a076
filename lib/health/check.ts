import { z } from "zod";

/** Whether one thing works, and the next step if it doesn't. */
export const checkSchema = z.object({ ok: z.boolean(), detail: z.string() });
export type Check = z.output<typeof checkSchema>;
