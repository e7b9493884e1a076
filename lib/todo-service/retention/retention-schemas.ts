import { z } from "zod";
import { retentionChoices } from "./retention.ts";

/** A retention to choose: days, or null for "never". */
export const retentionDays = z
  .literal(retentionChoices, `use ${retentionChoices.join(", ")} or null for never`)
  .nullable()
  .describe("Days that completed todos stay; null means for good.");

const count = z.int().min(0);

/** The effect of another retention on todos that are completed already. */
export const retentionPreviewSchema = z.object({
  changedCount: count.describe("Completed, unpinned todos whose expiry would change."),
  expiringWithinDayCount: count.describe("Those of them that would expire a day from now: never sooner."),
  firstExpiresAt: z.iso
    .datetime()
    .nullable()
    .describe("The instant at which the first of them would expire; null when none would."),
});
export type RetentionPreview = Readonly<z.output<typeof retentionPreviewSchema>>;
