import { parseArgs } from "node:util";
import type { APIRequestContext, APIResponse } from "@playwright/test";
import { expect } from "./expect.ts";

/** An answer as a page shows it: `…` stands for any text, and a field `…` for further ones. */
interface Shown {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface Example {
  readonly commands: readonly string[];
  /** The answer to the last command. */
  readonly shown: Shown;
}

/** Every block of `curl` commands that an answer follows. */
export function readExamples(page: string): Example[] {
  return [...page.matchAll(/^```sh\n(.*?)^```\n\n```http\n(.*?)^```$/gms)].map(([, commands = "", answer = ""]) => {
    const lines = commands.replaceAll("\\\n", " ").split("\n");
    return { commands: lines.filter((line) => line.startsWith("curl ")), shown: parseAnswer(answer) };
  });
}

function parseAnswer(text: string): Shown {
  const [head = "", body = ""] = text.split("\n\n");
  const [first = "", ...lines] = head.trim().split("\n");
  const headers = lines.map((line) => {
    const [name = "", value = ""] = line.split(": ");
    return [name.toLowerCase(), value] as const;
  });
  return {
    status: Number(first.split(" ")[1]),
    headers: Object.fromEntries(headers),
    body: body === "" ? "" : JSON.parse(body),
  };
}

const curlOptions = {
  include: { type: "boolean", short: "i" },
  get: { type: "boolean", short: "G" },
  request: { type: "string", short: "X" },
  header: { type: "string", short: "H", multiple: true },
  data: { type: "string", short: "d", multiple: true },
  "data-urlencode": { type: "string", multiple: true },
} as const;

/** Sends what a `curl` command would send. @throws {TypeError} for an option that no example has had so far */
export async function send(
  request: APIRequestContext,
  command: string,
  variables: ReadonlyMap<string, string>,
): Promise<APIResponse> {
  const [, ...args] = (command.match(/'[^']*'|"[^"]*"|\S+/g) ?? []).map((word) => unquote(word, variables));
  const { values, positionals } = parseArgs({ args, options: curlOptions, allowPositionals: true });
  const data = [...(values.data ?? []), ...(values["data-urlencode"] ?? [])];
  const sent = values.get ? {} : data.length === 0 ? {} : { data: data.join("&") };
  const query = values.get ? `?${new URLSearchParams(data.map((pair) => pair.split(/=(.*)/).slice(0, 2)))}` : "";
  return request.fetch(`${positionals.join(" ")}${query}`, {
    method: values.request ?? ("data" in sent ? "POST" : "GET"),
    headers: Object.fromEntries((values.header ?? []).map((header) => header.split(/: (.*)/).slice(0, 2))),
    ...sent,
  });
}

function unquote(word: string, variables: ReadonlyMap<string, string>): string {
  if (word.startsWith("'")) return word.slice(1, -1);
  const bare = word.startsWith('"') ? word.slice(1, -1) : word;
  return bare.replaceAll(/\$(\w+)/g, (_, name: string) => variables.get(name) ?? "");
}

/** A matcher for an answer. `appUrl` stands in the page as `https://tidy.example.com`. */
export function matcherOf(shown: unknown, appUrl: string): unknown {
  if (typeof shown === "string") {
    const text = shown.replace("https://tidy.example.com", appUrl);
    const [start = "", ...rest] = text.split("…").map((part) => RegExp.escape(part));
    return rest.length === 0 ? text : expect.stringMatching(new RegExp(`^${[start, ...rest].join(".+")}$`));
  }
  if (Array.isArray(shown)) return shown.map((item) => matcherOf(item, appUrl));
  if (typeof shown !== "object" || shown === null) return shown;
  const { "…": others, ...fields } = { "…": null, ...shown };
  const matchers = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, matcherOf(value, appUrl)]));
  return others === null ? matchers : expect.objectContaining(matchers);
}
