import type { FieldError } from "#lib/errors.ts";
import type { PayloadField } from "./payload-fields.ts";

export interface PayloadErrors {
  /** Errors to show below each input, by its field. */
  readonly byField: Readonly<Record<string, string>>;
  /** Errors that belong to no input. */
  readonly others: readonly string[];
}

/** Distributes the server's errors: `payload.days` belongs to the input `days`, as `payload.days.0` does. */
export function payloadErrors(fields: readonly PayloadField[], refused: readonly FieldError[]): PayloadErrors {
  const byField: Record<string, string> = {};
  const others: string[] = [];
  for (const { field, message } of refused) {
    const [, name = "", ...inside] = field.split(".");
    if (fields.some((each) => each.name === name)) byField[name] ??= sentence([...inside, message].join(": "));
    else others.push(sentence(`${field}: ${message}`));
  }
  return { byField, others };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
