import type { ReactNode } from "react";
import { Button } from "#app/_ui/button.tsx";
import { CheckIcon } from "#app/_ui/icons/icons.tsx";

export interface FormFooterProps {
  readonly pending: boolean;
  /** The text of the button, and its text while pending. */
  readonly label: string;
  readonly pendingLabel: string;
  /** The result of the latest submission. Announced when it appears. */
  readonly done: string | undefined;
}

/** The submit button of a settings form, with the result beside it. */
export function FormFooter({ pending, label, pendingLabel, done }: FormFooterProps): ReactNode {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button type="submit" pending={pending}>
        {pending ? pendingLabel : label}
      </Button>
      <p role="status" className="flex items-center gap-1.5 text-sm text-accent">
        {done !== undefined && !pending && (
          <>
            <CheckIcon className="size-4" />
            {done}
          </>
        )}
      </p>
    </div>
  );
}
