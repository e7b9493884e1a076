"use client";

import { useActionState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Section } from "#app/_ui/section.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { MadeLink } from "../made-link.tsx";
import { makeResetLink } from "./reset-link-action.ts";

/** Helps somebody who forgot their password, where no mail does. The owner sees it under "Recent activity". */
export function ResetLinkSection() {
  const [state, action, pending] = useActionState(makeResetLink, {});
  return (
    <Section
      title="Forgotten passwords"
      description="Make a link for choosing a new password. First make sure that it is the owner of the account who asks."
    >
      <div className="grid gap-4">
        <form action={action} className="flex flex-wrap items-start gap-x-3 gap-y-3">
          <div className="min-w-0 flex-1 basis-56">
            <TextField
              label="Email of the account"
              name="email"
              type="email"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              required
              defaultValue={state.typed}
              error={pending ? undefined : state.error}
            />
          </div>
          <Button type="submit" pending={pending} className="sm:mt-6.5">
            {pending ? "Making a link…" : "Make a link"}
          </Button>
        </form>
        {state.made !== undefined && !pending && (
          <MadeLink url={state.made.url}>
            {`Pass this link on to the owner of ${state.made.email}. It works once, within a day.`}
          </MadeLink>
        )}
      </div>
    </Section>
  );
}
