"use client";

import { useEffect, useRef } from "react";
import { classNames } from "#app/_ui/class-names.ts";
import "./bar-chart.css";

export interface Series {
  readonly name: string;
  readonly tone: "accent" | "danger" | "warning";
  /** One for each label. */
  readonly values: readonly number[];
}

export interface BarChartProps {
  readonly caption: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
}

const swatches: Readonly<Record<Series["tone"], string>> = {
  accent: "bg-accent",
  danger: "bg-danger",
  warning: "bg-warning",
};

/** Stacked bars. The same numbers stand in a table, which assistive technology reads instead, and others can open. */
export function BarChart({ caption, labels, series }: BarChartProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let end = () => {};
    let isGone = false;
    const draw = async () => {
      const { BarChart: Bars } = await import("chartist");
      if (isGone || place.current === null) return;
      const bars = new Bars(
        place.current,
        {
          labels: labels.map((label, index) => (index % 3 === (labels.length - 1) % 3 ? label : "")),
          series: series.map(({ tone, values }) => ({ className: `bars-${tone}`, data: [...values] })),
        },
        { stackBars: true, axisY: { onlyInteger: true, offset: 36 }, axisX: { showGrid: false }, chartPadding: 4 },
      );
      end = () => bars.detach();
    };
    void draw();
    return () => {
      isGone = true;
      end();
    };
  }, [labels, series]);
  return (
    <div className="grid gap-2">
      {series.length > 1 && <Legend series={series} />}
      <div ref={place} aria-hidden="true" className="bar-chart h-44" />
      <details className="text-sm">
        <summary className="inline-flex min-h-6 items-center rounded-sm text-xs text-muted hover:text-ink pointer-coarse:min-h-11">
          As a table<span className="sr-only">: {caption}</span>
        </summary>
        <Numbers caption={caption} labels={labels} series={series} />
      </details>
    </div>
  );
}

function Legend({ series }: Pick<BarChartProps, "series">) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {series.map(({ name, tone }) => (
        <li key={name} className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className={classNames("size-2.5 rounded-sm", swatches[tone])} />
          {name}
        </li>
      ))}
    </ul>
  );
}

function Numbers({ caption, labels, series }: BarChartProps) {
  return (
    <table className="mt-2 w-full text-left text-xs tabular-nums">
      <caption className="sr-only">{caption}</caption>
      <thead className="text-muted">
        <tr>
          <th scope="col" className="py-1 font-medium">
            Day
          </th>
          {series.map(({ name }) => (
            <th key={name} scope="col" className="py-1 text-right font-medium">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {labels.map((label, index) => (
          <tr key={label}>
            <th scope="row" className="py-0.5 font-normal">
              {label}
            </th>
            {series.map(({ name, values }) => (
              <td key={name} className="py-0.5 text-right">
                {(values[index] ?? 0).toLocaleString("en")}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
