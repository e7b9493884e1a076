import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { variableGroups } from "#scripts/configuration/variables.ts";

const read = (name: string) => readFile(fileURLToPath(new URL(`../../${name}`, import.meta.url)), "utf8");

const processSchema = z.object({ environment: z.object({ PORT: z.int() }), ports: z.tuple([z.string()]) });
const composeSchema = z.object({ services: z.object({ app: processSchema, app2: processSchema }) });

let processes: z.output<typeof processSchema>[];
let proxy: string;
beforeAll(async () => {
  const { services } = composeSchema.parse(parse(await read("compose.yaml"), { merge: true }));
  processes = [services.app, services.app2];
  proxy = await read("compose-nginx.conf");
});

test("a published port leads to the one that Tidy listens on in its container, and so does the proxy", () => {
  for (const { environment, ports } of processes) expect(ports[0].split(":").at(-1)).toBe(String(environment.PORT));
  const upstreams = [...proxy.matchAll(/^ +server app2?:(\d+) /gm)].map(([, port]) => Number(port));
  expect(upstreams).toEqual(processes.map(({ environment }) => environment.PORT));
});

test("a variable of compose.env that publishes a port is none that Tidy reads, too", () => {
  const own = variableGroups().flatMap(({ variables }) => variables.map(({ name }) => name));
  const published = processes.flatMap(({ ports }) => [...ports[0].matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
  expect(published).toEqual(["HOST_PORT", "HOST_PORT2"]);
  expect(own).toContain("PORT");
  expect(published.filter((name) => own.includes(name ?? ""))).toEqual([]);
});
