import { ThemeSwitch } from "#app/_shell/theme-switch.tsx";
import { Section } from "#app/_ui/section.tsx";
import { TimeZoneForm } from "./time-zone-form.tsx";

/** The theme and the time zone. */
export function DisplaySection({ timeZone }: { readonly timeZone: string | null }) {
  return (
    <Section title="Appearance and time">
      <div className="grid gap-6">
        <div className="grid max-w-md gap-1.5">
          <p aria-hidden="true" className="text-sm font-medium">
            Theme
          </p>
          <ThemeSwitch />
          <p className="text-sm text-muted">Applies to this browser.</p>
        </div>
        <TimeZoneForm timeZone={timeZone} />
      </div>
    </Section>
  );
}
