/** The media type of Prometheus' text format. */
export const metricsType = "text/plain; version=0.0.4; charset=utf-8";

/** A request that was answered or given up. */
export interface CountedRequest {
  readonly method: string;
  /** The pattern that its path met, never the path: each value makes time series of its own. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** The outcome of a slice of an attempt. */
export interface CountedAttempt {
  readonly task: string;
  readonly outcome: string;
  /** Since the run started, all attempts included; null while the run goes on. */
  readonly runSeconds: number | null;
}

/** Counters and measurements of this process for monitors. */
export interface Metrics {
  countRequest(request: CountedRequest): void;
  countAttempt(attempt: CountedAttempt): void;
  /** All metrics in Prometheus' text format: of the processes that share the port, and of the database. */
  scrape(): Promise<string>;
}

/** For an installation that nobody monitors. */
export const noMetrics: Metrics = {
  countRequest() {},
  countAttempt() {},
  scrape: async () => "",
};
