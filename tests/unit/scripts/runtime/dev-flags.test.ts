import { expect, test } from "vitest";
import { parseDevFlags } from "#scripts/runtime/dev-flags.ts";

test("without arguments: port 3000, nothing special", () => {
  expect(parseDevFlags([], undefined)).toEqual({ reset: false, inngest: false, port: 3000 });
});

test("PORT counts, --port counts more", () => {
  expect(parseDevFlags([], "4000").port).toBe(4000);
  expect(parseDevFlags(["--port", "5000", "--reset", "--inngest"], "4000")).toEqual({
    reset: true,
    inngest: true,
    port: 5000,
  });
  expect(parseDevFlags([], "").port).toBe(3000);
});

test.each([[["--prot", "1"]], [["--port"]], [["now"]], [["--reset=yes"]]])(
  "%j is refused with how to use it",
  (args) => {
    expect(() => parseDevFlags(args, undefined)).toThrow("Use: npm run dev -- [--reset] [--port 3000]");
  },
);

test.each(["0", "65536", "-1", "3.5", "0x10", "web"])("%j is no port", (port) => {
  expect(() => parseDevFlags([`--port=${port}`], undefined)).toThrow(`"${port}" is no port`);
});
