import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { variableGroups } from "#scripts/configuration/variables.ts";

const read = (name: string) => readFile(fileURLToPath(new URL(`../../${name}`, import.meta.url)), "utf8");

const processSchema = z.object({ environment: z.object({ PORT: z.int() }), ports: z.tuple([z.string()]) });
const proxySchema = z.object({ image: z.string().regex(/^nginx:\d+\.\d+$/) });
const composeSchema = z.object({
  services: z.object({ app: processSchema, app2: processSchema, proxy: proxySchema }),
});

let processes: z.output<typeof processSchema>[];
let proxy: string;
let image: string;
beforeAll(async () => {
  const { services } = composeSchema.parse(parse(await read("compose.yaml"), { merge: true }));
  processes = [services.app, services.app2];
  image = services.proxy.image;
  proxy = await read("compose-nginx.conf");
});

test("a published port leads to the one that Tidy listens on in its container, and so does the proxy", () => {
  for (const { environment, ports } of processes) expect(ports[0].split(":").at(-1)).toBe(String(environment.PORT));
  const upstreams = [...proxy.matchAll(/^ +server app2?:(\d+) resolve /gm)].map(([, port]) => Number(port));
  expect(upstreams).toEqual(processes.map(({ environment }) => environment.PORT));
});

test("a variable of compose.env that publishes a port is none that Tidy reads, too", () => {
  const own = variableGroups().flatMap(({ variables }) => variables.map(({ name }) => name));
  const published = processes.flatMap(({ ports }) => [...ports[0].matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
  expect(published).toEqual(["HOST_PORT", "HOST_PORT2"]);
  expect(own).toContain("PORT");
  expect(published.filter((name) => own.includes(name ?? ""))).toEqual([]);
});

test("the proxy looks up the addresses of containers again, in a version of nginx that does", () => {
  expect(proxy).toMatch(/^ +resolver 127\.0\.0\.11 /m);
  // `resolve` is free from 1.27.3 on, and takes a zone.
  expect(proxy).toMatch(/^ +zone /m);
  const [major = 0, minor = 0] = image.slice("nginx:".length).split(".").map(Number);
  expect(major * 1_000 + minor).toBeGreaterThanOrEqual(1_028);
});
