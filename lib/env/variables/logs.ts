import { z } from "zod";
import { flag, url } from "../values.ts";

/** Logs, metrics and traces. */
export const logVariables = {
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], 'use "debug", "info", "warn", "error" or "silent"')
    .default("info")
    .meta({ description: "The log level. Less severe messages are left out." }),
  LOG_FORMAT: z.enum(["text", "json"], 'use "text" or "json"').optional().meta({
    description: "Lines for people or for programs.",
    unset: "text in development, else JSON",
  }),
  METRICS_TOKEN: z
    .string()
    .min(16, "use at least 16 random characters, e.g. from: openssl rand -hex 32")
    .optional()
    .meta({
      description:
        "At least 16 random characters, from: `openssl rand -hex 32`. A monitor sends it as `Authorization: Bearer …` to read `/api/metrics`. See docs/observability.md.",
      unset: "metrics are refused, and none are counted",
    }),
  OTEL_EXPORTER_OTLP_ENDPOINT: url(["http:", "https:"], "http://localhost:4318").optional().meta({
    description: "The address to send traces to, by OTLP over HTTP, e.g. `http://localhost:4318`.",
    unset: "no traces",
  }),
  OTEL_SERVICE_NAME: z.string().default("tidy").meta({ description: "The name of the service in traces." }),
};

/** Set by the program that runs the app, never by a person. */
export const hostVariables = {
  NODE_ENV: z
    .enum(["development", "production", "test"])
    .default("production")
    .meta({ description: "Set by the command that starts the app." }),
  VERCEL: flag.meta({ description: "Set by Vercel: processes there live as long as one request." }),
};
