import { TextArea, TextField } from "#app/_ui/text-field.tsx";
import type { PayloadField } from "./payload-fields.ts";

export interface PayloadInputsProps {
  readonly fields: readonly PayloadField[];
  readonly typed: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly onType: (name: string, text: string) => void;
}

/** An input for each field of a task's payload. */
export function PayloadInputs({ fields, typed, errors, onType }: PayloadInputsProps) {
  return (
    <>
      {fields.map(({ name, label, hint, kind, required, min, max }, index) => {
        const focus = index === 0 && { "data-autofocus": true };
        const common = {
          ...focus,
          name,
          label: required ? label : `${label} (optional)`,
          value: typed[name] ?? "",
          error: errors[name],
          required,
          ...(hint !== undefined && { hint }),
        };
        if (kind === "flag") {
          return (
            <div key={name} className="grid gap-1">
              <label className="inline-flex min-h-11 items-center gap-2.5 text-sm font-medium">
                <input
                  {...focus}
                  type="checkbox"
                  className="size-4 accent-accent"
                  checked={typed[name] === "true"}
                  onChange={({ target }) => onType(name, target.checked ? "true" : "")}
                />
                {label}
              </label>
              {hint !== undefined && <p className="text-sm text-muted">{hint}</p>}
            </div>
          );
        }
        if (kind === "json") {
          return (
            <TextArea
              key={name}
              {...common}
              spellCheck={false}
              className="font-mono"
              onChange={(event) => onType(name, event.target.value)}
            />
          );
        }
        return (
          <TextField
            key={name}
            {...common}
            {...(kind === "number" && { type: "number", inputMode: "numeric", min, max })}
            {...(kind === "instant" && { placeholder: "2026-12-01T03:00:00Z", spellCheck: false })}
            onChange={(event) => onType(name, event.target.value)}
          />
        );
      })}
    </>
  );
}
