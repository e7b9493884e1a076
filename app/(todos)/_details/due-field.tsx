"use client";

import { useClock } from "#app/_time/clock.tsx";
import { addDaysTo, isoDay } from "#app/_time/format-time.ts";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";

export interface DueFieldProps {
  /** A day such as 2026-12-01, or "". */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The due date, with buttons for the days that people choose most. */
export function DueField({ value, onChange }: DueFieldProps) {
  const { now, timeZone } = useClock();
  const today = isoDay(now, timeZone);
  const choices = [
    { label: "Today", day: today },
    { label: "Tomorrow", day: addDaysTo(today, 1) },
    { label: "In a week", day: addDaysTo(today, 7) },
  ];
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="w-full sm:w-44">
        <TextField label="Due" type="date" value={value} onChange={(event) => onChange(event.target.value)} />
      </div>
      {choices.map(({ label, day }) => (
        <Button key={label} variant="ghost" size="sm" aria-pressed={value === day} onClick={() => onChange(day)}>
          {label}
        </Button>
      ))}
      {value !== "" && (
        <Button variant="ghost" size="sm" onClick={() => onChange("")}>
          No date
        </Button>
      )}
    </div>
  );
}
