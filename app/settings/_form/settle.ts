import { revalidatePath } from "next/cache";
import { DomainError, type FieldError } from "#lib/errors.ts";
import { byField } from "#lib/field-errors.ts";
import type { FormOutcome } from "./form-outcome.ts";

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

/** Runs the change of a form, and tells its outcome. @param change returns what it made, in words. */
export async function settleForm(change: () => Promise<string>): Promise<FormOutcome> {
  const outcome = await settle(async () => ({ done: await change() }));
  if ("done" in outcome) return { done: outcome.done, fields: {} };
  const fields = byField(outcome.fields);
  return outcome.fields.length > 0 ? { fields } : { error: outcome.error, fields };
}
