"use client";

import { useMemo } from "react";
import { useHydrated } from "#app/_ui/hydration/hydrated.ts";
import { SelectField } from "#app/_ui/text-field.tsx";
import { currentZoneName, timeZoneNames } from "#lib/auth/account/time-zone-names.ts";
import { SettingForm } from "../_form/setting-form.tsx";

/** The time zone of days and times: the browser's own or a fixed one. */
export function TimeZoneForm({ timeZone }: { readonly timeZone: string | null }) {
  const { own, all } = useTimeZones(timeZone);
  return (
    <SettingForm
      name="timeZone"
      changeOf={(chosen) => ({ timeZone: chosen === "" ? null : chosen })}
      label="Save time zone"
      done="Your time zone is saved."
    >
      {(error) => (
        <SelectField
          label="Time zone"
          name="timeZone"
          defaultValue={timeZone === null ? "" : currentZoneName(timeZone)}
          hint="Used for due dates and for all times shown."
          error={error}
        >
          <option value="">{own === undefined ? "Automatic" : `Automatic (this browser: ${spaced(own)})`}</option>
          {all.map((zone) => (
            <option key={zone} value={zone}>
              {spaced(zone)}
            </option>
          ))}
        </SelectField>
      )}
    </SettingForm>
  );
}

const spaced = (zone: string) => zone.replaceAll("_", " ");

/** The browser's time zones, and its own one. The server's HTML has only the stored one, since its list may differ. */
function useTimeZones(stored: string | null): { own: string | undefined; all: readonly string[] } {
  const hydrated = useHydrated();
  return useMemo(() => {
    const known = stored === null ? [] : [currentZoneName(stored)];
    if (!hydrated) return { own: undefined, all: known };
    const all = new Set([...timeZoneNames(), ...known]);
    return { own: currentZoneName(Intl.DateTimeFormat().resolvedOptions().timeZone), all: [...all].toSorted() };
  }, [hydrated, stored]);
}
