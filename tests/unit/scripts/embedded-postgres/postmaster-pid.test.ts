import { expect, test } from "vitest";
import { parsePostmasterPid } from "#scripts/embedded-postgres/postmaster-pid.ts";

const written = ["4711", "/somewhere/data", "1795519345", "54321", "", "127.0.0.1", "  1234567   8901", "ready   "];

const postmaster = { pid: 4711, directory: "/somewhere/data", startedAt: 1795519345, port: 54321 };

test("process, data directory, start and port are read", () => {
  expect(parsePostmasterPid(`${written.join("\n")}\n`)).toEqual(postmaster);
});

test("Windows line endings are understood", () => {
  expect(parsePostmasterPid(written.join("\r\n"))).toEqual(postmaster);
});

test("a server that has only begun to write can be read", () => {
  expect(parsePostmasterPid(written.slice(0, 4).join("\n"))).toEqual(postmaster);
});

test.each(["", "4711", "4711\n/data\n1795519345", "x\n/data\n1\n5432", "4711\n/data\n1\n-1", "0\n/data\n1\n5432"])(
  "%j names no server",
  (text) => {
    expect(parsePostmasterPid(text)).toBeNull();
  },
);
