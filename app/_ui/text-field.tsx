import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

/** The classes of every field for text. 16 px on phones, else iOS zooms in on focus. */
export const inputClass = classNames(
  "w-full min-h-11 rounded-md border border-line-strong bg-surface px-3 py-2 text-base text-ink sm:text-sm",
  "transition-colors hover:border-muted focus-visible:outline-offset-0",
  "aria-invalid:border-danger disabled:opacity-60",
);

interface FieldProps {
  readonly label: string;
  /** Shows the label to assistive technology only. */
  readonly labelHidden?: boolean;
  readonly hint?: ReactNode;
  /** The error and its correction. Announced, and marks the field as invalid. */
  readonly error?: string | undefined;
}

function useFieldIds(given: string | undefined, { hint, error }: Pick<FieldProps, "hint" | "error">) {
  const generated = useId();
  const id = given ?? generated;
  const describedBy = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean);
  return { id, describedBy: describedBy.length > 0 ? describedBy.join(" ") : undefined };
}

function Field({
  id,
  label,
  labelHidden = false,
  hint,
  error,
  children,
}: FieldProps & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className={labelHidden ? "sr-only" : "text-sm font-medium text-ink"}>
        {label}
      </label>
      {children}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

/** A labelled one-line input with an optional hint and error. Takes every attribute of `<input>`. */
export function TextField({
  label,
  labelHidden,
  hint,
  error,
  id: given,
  className,
  ...rest
}: FieldProps & ComponentProps<"input">) {
  const { id, describedBy } = useFieldIds(given, { hint, error });
  return (
    <Field id={id} label={label} {...(labelHidden !== undefined && { labelHidden })} hint={hint} error={error}>
      <input
        {...rest}
        id={id}
        className={classNames(inputClass, className)}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy}
      />
    </Field>
  );
}

/** A labelled text area with an optional hint and error. Grows with its text where the browser supports it. */
export function TextArea({
  label,
  labelHidden,
  hint,
  error,
  id: given,
  className,
  ...rest
}: FieldProps & ComponentProps<"textarea">) {
  const { id, describedBy } = useFieldIds(given, { hint, error });
  return (
    <Field id={id} label={label} {...(labelHidden !== undefined && { labelHidden })} hint={hint} error={error}>
      <textarea
        {...rest}
        id={id}
        className={classNames(inputClass, "field-sizing-content min-h-24 max-h-80 resize-y", className)}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy}
      />
    </Field>
  );
}

/** A labelled select with an optional hint and error. Its children are `<option>`s. */
export function SelectField({
  label,
  labelHidden,
  hint,
  error,
  id: given,
  className,
  ...rest
}: FieldProps & ComponentProps<"select">) {
  const { id, describedBy } = useFieldIds(given, { hint, error });
  return (
    <Field id={id} label={label} {...(labelHidden !== undefined && { labelHidden })} hint={hint} error={error}>
      <select
        {...rest}
        id={id}
        className={classNames(inputClass, className)}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy}
      />
    </Field>
  );
}
