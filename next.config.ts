import type { NextConfig } from "next";
import { pagePostMaxBytes } from "./lib/http/edge/page-posts.ts";
import { securityHeaders } from "./lib/http/edge/security-headers.ts";
import { hintCompilation } from "./scripts/build/compile-hints.ts";

const config: NextConfig = {
  agentRules: false,
  poweredByHeader: false,
  compiler: { runAfterProductionCompile: ({ distDir }) => hintCompilation(distDir) },
  // Set by scripts/test.ts.
  typescript: { ignoreBuildErrors: process.env.BUILD_TYPES === "off" },
  // Set by scripts/standalone/build.ts.
  ...(process.env.BUILD_STANDALONE === "1" && { output: "standalone" as const }),
  // Large libraries of the server alone: loading them from node_modules halves the time to build and to the first page
  // in dev.
  serverExternalPackages: [
    "@opentelemetry/context-async-hooks",
    "@opentelemetry/core",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-trace-base",
    "@zxcvbn-ts/language-common",
    "croner",
    "inngest",
    "nodemailer",
    "pg-boss",
    "prom-client",
    // Every route and page has schemas. Else each would have a copy of what reads them.
    "zod",
    // In production a start would find and read 600 small files of them: 0.15 s.
    ...(process.env.NODE_ENV === "development" ? ["@better-auth/api-key", "better-auth"] : []),
  ],
  // Where processes stay, lib/http/edge/guard-answers.ts reaches the answers that Next leaves out as well.
  headers: async () => [
    { source: "/:path*", headers: Object.entries(securityHeaders).map(([key, value]) => ({ key, value })) },
  ],
  experimental: {
    // At its start a process would load every page and route, most of which nobody opens: 70 MB, and half a second.
    preloadEntriesOnStart: false,
    // Writing the cache is a fifth of the work of a build, in vain where nobody builds again.
    turbopackFileSystemCacheForBuild: process.env.BUILD_CACHE !== "off",
    // No server of production reads them, and they are a sixth of the work of a build and half of what it writes.
    turbopackSourceMaps: process.env.NODE_ENV === "development",
    // Where processes stay, lib/http/edge/guard-answers.ts refuses bodies that are larger. Here the rest is cut off.
    proxyClientMaxBodySize: pagePostMaxBytes,
    serverActions: { bodySizeLimit: pagePostMaxBytes },
  },
};

export default config;
