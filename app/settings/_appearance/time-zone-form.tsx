"use client";

import { useActionState, useMemo } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { useHydrated } from "#app/_time/clock.tsx";
import { SelectField } from "#app/_ui/text-field.tsx";
import { FormFooter } from "../_form/form-footer.tsx";
import { unsent } from "../_form/form-outcome.ts";
import { saveTimeZone } from "../account-actions.ts";

/** The zone that days and times are shown in: the browser's own, or always the same. */
export function TimeZoneForm({ timeZone }: { readonly timeZone: string | null }) {
  const [outcome, action, pending] = useActionState(saveTimeZone, unsent);
  const { own, all } = useTimeZones(timeZone);
  return (
    <form action={action} className="grid max-w-md gap-4">
      {outcome.error !== undefined && !pending && <Alert>{outcome.error}</Alert>}
      <SelectField
        // React resets a form after its action to the choice that it was made with.
        key={`${timeZone} ${all.length}`}
        label="Time zone"
        name="timeZone"
        defaultValue={timeZone ?? ""}
        hint="For due dates and for when todos leave."
        error={outcome.fields.timeZone}
      >
        <option value="">{own === undefined ? "Automatic" : `Automatic (this browser: ${spaced(own)})`}</option>
        {all.map((zone) => (
          <option key={zone} value={zone}>
            {spaced(zone)}
          </option>
        ))}
      </SelectField>
      <FormFooter pending={pending} label="Save time zone" pendingLabel="Saving…" done={outcome.done} />
    </form>
  );
}

const spaced = (zone: string) => zone.replaceAll("_", " ");

/** The zones that the browser knows, and its own. The server's HTML has only the stored one: its list may differ. */
function useTimeZones(stored: string | null): { own: string | undefined; all: readonly string[] } {
  const hydrated = useHydrated();
  return useMemo(() => {
    const kept = stored === null ? [] : [stored];
    if (!hydrated) return { own: undefined, all: kept };
    const all = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", ...kept]);
    return { own: Intl.DateTimeFormat().resolvedOptions().timeZone, all: [...all].toSorted() };
  }, [hydrated, stored]);
}
