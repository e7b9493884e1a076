declare module "parse-prometheus-text-format" {
  /** Reads Prometheus' text format. Values are text. */
  export default function parse(text: string): unknown;
}
