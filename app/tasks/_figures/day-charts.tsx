"use client";

import { useMemo } from "react";
import { Section } from "#app/_ui/section.tsx";
import type { DayFigures } from "#lib/task-runs/history/figures-schemas.ts";
import { BarChart, type Series } from "./bar-chart.tsx";

/** The last days in two charts: runs by outcome, and todos that the cleanup removed. */
export function DayCharts({ days }: { readonly days: readonly DayFigures[] }) {
  const { labels, outcomes, removed } = useMemo(() => chartsOf(days), [days]);
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Section title="Runs a day" description="By how they ended, without heartbeats. Days in UTC.">
        <BarChart caption="Runs a day by how they ended" labels={labels} series={outcomes} />
      </Section>
      <Section title="Todos cleaned up a day" description="What the cleanup moved to the trash. Days in UTC.">
        <BarChart caption="Todos cleaned up a day" labels={labels} series={removed} />
      </Section>
    </div>
  );
}

/** The same arrays for the same days, so that a chart is drawn once. */
function chartsOf(days: readonly DayFigures[]) {
  const outcomes: readonly Series[] = [
    { name: "Succeeded", tone: "accent", values: days.map(({ succeeded }) => succeeded) },
    { name: "Failed", tone: "danger", values: days.map(({ failed }) => failed) },
    { name: "Canceled", tone: "warning", values: days.map(({ canceled }) => canceled) },
  ];
  const removed: readonly Series[] = [{ name: "Todos", tone: "accent", values: days.map((day) => day.removed) }];
  return { labels: days.map(({ day }) => dayText(day)), outcomes, removed };
}

/** "27 Nov" */
function dayText(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(day));
}
