import { revalidatePath } from "next/cache";
import { DomainError, type FieldError } from "#lib/errors.ts";

/** What a change was refused for, in words that can be shown. */
export interface Refusal {
  readonly error: string;
  readonly fields: readonly FieldError[];
}

/** Makes a change and has the page shown anew; what its reader can do something about becomes a refusal. */
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
