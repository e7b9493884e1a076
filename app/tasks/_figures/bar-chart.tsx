import { classNames } from "#app/_ui/class-names.ts";

export interface Series {
  readonly name: string;
  readonly tone: "accent" | "danger" | "warning";
  /** One for each label. */
  readonly values: readonly number[];
}

const fills: Readonly<Record<Series["tone"], string>> = {
  accent: "fill-accent",
  danger: "fill-danger",
  warning: "fill-warning",
};

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

const barWidth = 18;
const step = 24;
const height = 120;
/** Room above the bars, for their highest number. */
const top = 16;
const labelHeight = 18;

/** Stacked bars. The same numbers stand in a table, which assistive technology reads instead, and others can open. */
export function BarChart({ caption, labels, series }: BarChartProps) {
  const sums = labels.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  const highest = Math.max(1, ...sums);
  const heightOf = (value: number) => (value / highest) * height;
  const width = labels.length * step;
  const last = labels.length - 1;
  return (
    <div className="grid gap-2">
      {series.length > 1 && <Legend series={series} />}
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${width} ${top + height + labelHeight}`}
        className="w-full max-w-xl fill-muted text-muted"
      >
        <text x={0} y={11} fontSize={11}>
          {Math.max(0, ...sums).toLocaleString("en")}
        </text>
        <line x1={0} x2={width} y1={top} y2={top} strokeDasharray="2 3" className="stroke-line" />
        {labels.map((label, index) => (
          <g key={label} transform={`translate(${index * step + (step - barWidth) / 2} 0)`}>
            {stacked(series, index).map(({ name, tone, below, value }) => (
              <rect
                key={name}
                y={top + height - heightOf(below + value)}
                width={barWidth}
                height={heightOf(value)}
                className={classNames("bar", fills[tone])}
              />
            ))}
            {(last - index) % 4 === 0 && (
              <text
                x={index === last ? barWidth : barWidth / 2}
                y={top + height + 13}
                fontSize={10}
                textAnchor={index === last ? "end" : "middle"}
              >
                {label}
              </text>
            )}
          </g>
        ))}
        <line x1={0} x2={width} y1={top + height} y2={top + height} className="stroke-line-strong" />
      </svg>
      <details className="text-sm">
        <summary className="inline-flex min-h-6 items-center rounded-sm text-xs text-muted hover:text-ink pointer-coarse:min-h-11">
          As a table<span className="sr-only">: {caption}</span>
        </summary>
        <Numbers caption={caption} labels={labels} series={series} />
      </details>
    </div>
  );
}

/** The pieces of one bar, lowest first, each with the sum of those below it. */
function stacked(series: readonly Series[], index: number) {
  let below = 0;
  return series.flatMap(({ name, tone, values }) => {
    const value = values[index] ?? 0;
    const piece = { name, tone, below, value };
    below += value;
    return value === 0 ? [] : [piece];
  });
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
