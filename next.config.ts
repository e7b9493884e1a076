import type { NextConfig } from "next";

/** Sent with every response; the Content-Security-Policy of pages carries a nonce and comes from proxy.ts. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];

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
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default config;
