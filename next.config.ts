import type { NextConfig } from "next";
import { securityHeaders } from "./lib/http/edge/security-headers.ts";

const config: NextConfig = {
  agentRules: false,
  poweredByHeader: false,
  // Large libraries of the server alone: loading them from node_modules halves the time to build and to the first page
  // in dev.
  serverExternalPackages: [
    "@better-auth/api-key",
    "@opentelemetry/context-async-hooks",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-trace-base",
    "better-auth",
    "croner",
    "inngest",
    "pg-boss",
  ],
  // Where processes stay, lib/http/edge/guard-answers.ts reaches the answers that Next leaves out as well.
  headers: async () => [
    { source: "/:path*", headers: Object.entries(securityHeaders).map(([key, value]) => ({ key, value })) },
  ],
  // Page posts are forms of a few fields. Without limits anybody makes the server hold 10 MB for each.
  experimental: { proxyClientMaxBodySize: "64kb", serverActions: { bodySizeLimit: "64kb" } },
};

export default config;
