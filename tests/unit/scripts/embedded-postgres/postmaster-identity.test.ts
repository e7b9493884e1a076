import { expect, test } from "vitest";
import { judge } from "#scripts/embedded-postgres/postmaster-identity.ts";

const directory = "/srv/my checkout/.data/postgres/cluster/data";
const program = "postgres";

test.each([
  ["the server itself", { program, commandLine: `/opt/postgres -D ${directory} -p 5000 -c timezone=UTC` }, "own"],
  ["a server without further arguments", { program, commandLine: `postgres -D ${directory}` }, "own"],
  ["another program", { program: "node", commandLine: `node show.js -D ${directory} ` }, "foreign"],
  ["the server of another directory", { program, commandLine: "postgres -D /srv/other/data -p 5000" }, "foreign"],
  ["the server of a longer name", { program, commandLine: `postgres -D ${directory}2 -p 5000` }, "foreign"],
  ["a child of a server", { program, commandLine: "postgres: checkpointer" }, "foreign"],
  ["a process that has ended", { program, commandLine: "" }, "foreign"],
  ["a server of a relative path", { program, commandLine: "postgres -D data" }, "unknown"],
  ["a server by its environment", { program, commandLine: "postgres -p 5000" }, "unknown"],
] as const)("%s", (_, identity, owner) => {
  expect(judge(identity, directory)).toBe(owner);
});
