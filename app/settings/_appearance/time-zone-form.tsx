"use client";

import { useActionState, useMemo } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { useHydrated } from "#app/_time/clock.tsx";
import { SelectField } from "#app/_ui/text-field.tsx";
import { FormFooter } from "../_form/form-footer.tsx";
import { unsent } from "../_form/form-outcome.ts";
import { saveTimeZone } from "../account-actions.ts";

/** The time zone of days and times: the browser's own or a fixed one. */
export function TimeZoneForm({ timeZone }: { readonly timeZone: string | null }) {
  const [outcome, action, pending] = useActionState(saveTimeZone, unsent);
  const { own, all } = useTimeZones(timeZone);
  return (
    <form action={action} className="grid max-w-md gap-4">
      {outcome.error !== undefined && !pending && <Alert>{outcome.error}</Alert>}
      <SelectField
        // Remounts the field, since React resets a form after its action to the default value of the first render.
        key={`${timeZone} ${all.length}`}
        label="Time zone"
        name="timeZone"
        defaultValue={timeZone ?? ""}
        hint="Used for due dates and for all times shown."
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

/** The browser's time zones, and its own one. The server's HTML has only the stored one, since its list may differ. */
function useTimeZones(stored: string | null): { own: string | undefined; all: readonly string[] } {
  const hydrated = useHydrated();
  return useMemo(() => {
    const known = stored === null ? [] : [stored];
    if (!hydrated) return { own: undefined, all: known };
    const all = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", ...known]);
    return { own: Intl.DateTimeFormat().resolvedOptions().timeZone, all: [...all].toSorted() };
  }, [hydrated, stored]);
}
