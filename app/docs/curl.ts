import type { OpenApiOperation } from "#lib/http/openapi/operation.ts";

/** A curl command that calls an operation. Secrets and ids are shell variables. */
export function curlOf(serverUrl: string, method: string, path: string, operation: OpenApiOperation): string {
  const url = serverUrl + path.replace(/\{(\w+)\}/g, (_, name: string) => samples[name] ?? `$${name.toUpperCase()}`);
  const [scheme] = operation.security.map((alternative) => Object.keys(alternative)[0]).slice(-1);
  const variable = scheme === undefined ? undefined : tokens[scheme];
  const example = operation.requestBody?.content["application/json"]?.example;
  return [
    `curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}"${url}"`,
    ...(variable === undefined ? [] : [`-H "Authorization: Bearer $${variable}"`]),
    ...(example === undefined ? [] : ['-H "Content-Type: application/json"', `-d '${JSON.stringify(example)}'`]),
  ].join(" \\\n  ");
}

/** The shell variable for the token of a security scheme. */
const tokens: Readonly<Record<string, string>> = {
  apiKey: "TIDY_API_KEY",
  cronSecret: "CRON_SECRET",
  metricsToken: "METRICS_TOKEN",
};

const samples: Readonly<Record<string, string>> = { domain: "todo", action: "cleanup" };
