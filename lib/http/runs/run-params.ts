import { z } from "zod";

/** A run's id in the path. */
export const runParams = z.strictObject({ id: z.uuid("must be a run's id") });
