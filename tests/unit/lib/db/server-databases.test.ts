import { expect, test } from "vitest";
import { databaseName, withDatabase } from "#lib/db/server-databases.ts";

test.each([
  ["a name", "postgresql://ann:secret@db/tidy", "tidy"],
  ["an encoded name", "postgresql://ann:secret@db/my%20tidy?sslmode=disable", "my tidy"],
  ["a raw % in name and password", "postgresql://ann:8%ss@db/my%xdb", "my%xdb"],
  ["no name, which means the user's", "postgresql://ann:secret@db", "ann"],
  ["no name behind the slash", "postgresql://ann:secret@db/", "ann"],
])("the database of a URL with %s is the one that the driver connects to", (_, url, name) => {
  expect(databaseName(url)).toBe(name);
  expect(databaseName(withDatabase(url, `${name}_before_2026`))).toBe(`${name}_before_2026`);
});
