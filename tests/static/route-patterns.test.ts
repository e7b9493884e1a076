import { expect, test } from "vitest";
import { routePatterns } from "#lib/http/edge/records/route-patterns.ts";
import { readProject } from "./project-files.ts";

/** Next's own files, which no file of `app` stands for. */
const ofNext = "/_next/{...file}";

test("the route patterns are those of the files of app", async () => {
  const places = (await readProject()).flatMap(
    ({ path }) => /^app\/(.*\/)?(?:page\.tsx|route\.ts)$/.exec(path)?.[1] ?? [],
  );
  const patterns = places
    .filter((place) => !place.includes("[["))
    .map(
      (place) =>
        `/${place
          .replace(/\([^/]*\)\//g, "")
          .replace(/\[([^\]]+)\]/g, "{$1}")
          .replace(/\/$/, "")}`,
    );
  const advice =
    "Add each new address of app to lib/http/edge/records/route-patterns.ts, with its parameters in braces; remove those that are gone.";
  expect([...routePatterns].sort(), advice).toEqual([...new Set([...patterns, ofNext])].sort());
});
