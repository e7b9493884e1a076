import type { ReactNode } from "react";
import { Button } from "#app/_ui/button.tsx";
import { CheckIcon } from "#app/_ui/icons/icons.tsx";

export interface FormFooterProps {
  readonly pending: boolean;
  /** The verb on the button, and what it says meanwhile. */
  readonly label: string;
  readonly pendingLabel: string;
  /** What was done by the latest submission; announced when it appears. */
  readonly done: string | undefined;
}

/** The button of a settings form, and beside it what came of pressing it. */
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
