import { revalidatePath } from "next/cache";
import { DomainError, type FieldError } from "#lib/errors.ts";

/** The errors of a refused change, in words that can be shown. */
export interface Refusal {
  readonly error: string;
  readonly fields: readonly FieldError[];
}

/** Runs a change and revalidates the pages. Domain errors become a refusal, others are thrown. */
export async function settle<T extends object>(change: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await change();
  } catch (error) {
    if (error instanceof DomainError) return { error: error.message, fields: error.fields };
    throw error;
  } finally {
    revalidatePath("/", "layout");
  }
}
