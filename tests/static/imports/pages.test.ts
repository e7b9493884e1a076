import { beforeAll, expect, test } from "vitest";
import { readProject } from "../project-files.ts";
import { type Import, importsOf, loadedBy } from "./import-graph.ts";

/** What services stand on. Next would put it into each route and page that imports it, even for one constant. */
const heavy =
  /^(?:lib\/composition\/create-app\.ts|lib\/db\/client\.ts|(?:@?better-auth|@prisma|pg|pg-boss|nodemailer|@zxcvbn-ts)(?:\/.*)?)$/;

let imports: Import[];
let entries: string[];
beforeAll(async () => {
  const files = await readProject();
  imports = importsOf(files);
  entries = files.map(({ path }) => path).filter((path) => /^app\/.*\.tsx?$/.test(path));
});

const heavyOnes = (loaded: ReadonlyMap<string, string>) =>
  [...loaded].filter(([path]) => heavy.test(path)).map(([, trail]) => trail);

test("no page and no route loads what services stand on: in production they ask the App that has it", () => {
  // Next takes this import out of the production build (lib/app.ts).
  const inDevelopment = ({ from, to }: Import) => from === "lib/app.ts" && to === "lib/composition/process-app.ts";
  expect(entries.length).toBeGreaterThan(300);
  expect(heavyOnes(loadedBy(entries, imports, inDevelopment))).toEqual([]);
});

test("the App loads all of it", () => {
  const trails = heavyOnes(loadedBy(["instrumentation-node.ts"], imports));
  const names = new Set(trails.map((trail) => /^(?:@[^/ ]+|lib\/[^ ]+|[^/ ]+)/.exec(trail)?.[0]));
  const packages = ["@better-auth", "@prisma", "@zxcvbn-ts", "better-auth", "nodemailer", "pg", "pg-boss"];
  expect([...names].sort()).toEqual([...packages, "lib/composition/create-app.ts", "lib/db/client.ts"].sort());
});
