import { pino } from "pino";
import { expect, test } from "vitest";
import { logText } from "#lib/logger.ts";

function textOf(write: (logger: pino.Logger) => void, inColor = false): string {
  const texts: string[] = [];
  const output = { write: (line: string) => void texts.push(logText(line, { inColor })) };
  write(pino({ base: null, level: "debug", timestamp: () => ',"time":"2026-11-27T05:06:07.089Z"' }, output));
  return texts.join("");
}

test("a line reads from left to right: when, how bad, what, and the details", () => {
  const details = { method: "GET", route: "/api/todos/{id}", status: 200, note: "two words", list: [1] };
  expect(textOf((logger) => logger.info(details, "request"))).toBe(
    '05:06:07.089 info  request method=GET route=/api/todos/{id} status=200 note="two words" list=[1]\n',
  );
});

test("an error stands below, indented", () => {
  const error = new Error("broken\nin two");
  const [first, ...stack] = textOf((logger) => logger.error({ err: error }, "could not stop")).split("\n");
  expect(first).toBe("05:06:07.089 ERROR could not stop");
  expect(stack.slice(0, 2)).toEqual(["    Error: broken", "    in two"]);
});

test("warnings and errors are colored where that is shown", () => {
  expect(textOf((logger) => logger.warn("slow"), true)).toBe("05:06:07.089 \u001b[33mwarn \u001b[0m slow\n");
  expect(textOf((logger) => logger.info("ok"), true)).toBe("05:06:07.089 info  ok\n");
});

test("what is no line of the log stays as it is", () => {
  for (const line of ["Ready on port 3000\n", "{}\n", "null\n"]) expect(logText(line, { inColor: false })).toBe(line);
});
