import { type RefObject, useId } from "react";
import { retentionText } from "./format-retention.ts";

export interface RetentionChoiceProps {
  readonly ref: RefObject<HTMLFieldSetElement | null>;
  readonly legend: string;
  readonly options: readonly (number | null)[];
  readonly chosen: number | null;
  readonly onChoose: (days: number | null) => void;
}

/** The retention choices: radio buttons that look like tiles. */
export function RetentionChoice({ ref, legend, options, chosen, onChoose }: RetentionChoiceProps) {
  const name = useId();
  return (
    <fieldset ref={ref}>
      <legend className="mb-2 text-sm font-medium">{legend}</legend>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(5.25rem,1fr))] gap-2">
        {options.map((days) => (
          <label
            key={String(days)}
            className="grid min-h-11 place-items-center rounded-md border border-line px-2 text-sm transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              value={String(days)}
              checked={days === chosen}
              onChange={() => onChoose(days)}
              className="sr-only"
            />
            {retentionText(days)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
