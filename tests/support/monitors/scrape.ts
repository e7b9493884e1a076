import parse from "parse-prometheus-text-format";
import { z } from "zod";

const sample = z.object({ labels: z.record(z.string(), z.string()).optional(), value: z.string().optional() });
const familiesSchema = z.array(
  z.object({
    name: z.string(),
    help: z.string(),
    type: z.enum(["COUNTER", "GAUGE", "HISTOGRAM", "SUMMARY", "UNTYPED"]),
    metrics: z.array(sample),
  }),
);

/** A scrape as a monitor reads it. */
export interface Scrape {
  /** Of metrics, also of those that have no value yet. */
  readonly names: ReadonlySet<string>;
  /** The value of a series with these labels; undefined where there is none. */
  value(series: string, labels?: Readonly<Record<string, string>>): number | undefined;
}

/** Reads Prometheus' text format. @throws where that is not what it is */
export function readScrape(text: string): Scrape {
  const metrics = familiesSchema.parse(parse(text));
  // The parser makes one of all histograms of a name, whatever their labels, unless it takes them for plain series.
  const series = familiesSchema.parse(parse(text.replace(/^# TYPE .* histogram$/gm, "")));
  return {
    names: new Set(metrics.map(({ name }) => name)),
    value(name, wanted = {}) {
      const samples = series.find((each) => each.name === name)?.metrics ?? [];
      const found = samples.find(({ labels = {} }) =>
        Object.entries(wanted).every(([key, value]) => labels[key] === value),
      );
      return found?.value === undefined ? undefined : Number(found.value);
    },
  };
}
