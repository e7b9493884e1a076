import { z } from "zod";
import { defaultPageSize } from "./limits.ts";

/** One page of a list; `nextCursor` is null on the last. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

/** The size of a page, up to `max`. */
export const pageLimit = (max: number) =>
  z.coerce
    .number<number>("must be a number")
    .int("must be a whole number")
    .min(1, "use at least 1")
    .max(max, `use at most ${max}`)
    .default(defaultPageSize);

export const cursorDescription = "The `nextCursor` of the page before.";
export const invalidCursor = "use the nextCursor of the page before";
