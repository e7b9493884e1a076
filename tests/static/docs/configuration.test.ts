import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";
import { parseEnv } from "#lib/env.ts";
import { configurationPage } from "#scripts/configuration/configuration-page.ts";
import { envExample } from "#scripts/configuration/env-example.ts";
import { generatedFiles } from "#scripts/configuration/generated-files.ts";
import { inWords, variableGroups } from "#scripts/configuration/variables.ts";

const read = (path: string) => readFile(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), "utf8");

test.each(Object.entries(generatedFiles()))(
  "%s says what the code declares, else: npm run configuration",
  async (path, text) => {
    expect(await read(path)).toBe(text);
  },
);

test("every variable that the app checks is among them", () => {
  const described = variableGroups().flatMap(({ variables }) => variables.map(({ name }) => name));
  const checked = parseEnv({
    DATABASE_URL: "postgresql://localhost/tidy",
    AUTH_SECRET: "-".repeat(32),
    APP_URL: "https://tidy.example.com",
  });
  const { schedules: _schedules, oidcProviders: _providers, ...others } = checked;
  expect(described).toEqual(expect.arrayContaining(Object.keys(others)));
  expect(described).toEqual([...new Set(described)]);
});

test("a variable is described by its schema", () => {
  const schema = z.coerce.number().min(2).max(9).default(3).meta({ description: "How many | at once.", unit: "tries" });
  const TRIES = inWords("TRIES", schema);
  expect(TRIES).toEqual({
    name: "TRIES",
    description: "How many | at once.",
    fallback: "3",
    unset: null,
    limits: "2 to 9 tries",
  });
  const groups = [{ title: "Tests", variables: [TRIES], isByHand: true }];
  expect(configurationPage(groups)).toContain("| `TRIES` | How many \\| at once. Takes: 2 to 9 tries. | `3` |");
  expect(envExample(groups)).toContain("# How many | at once. Takes: 2 to 9 tries.\nTRIES=3\n");
  const open = z.coerce.number().int().min(1).meta({ description: "How many stay.", unit: "backups" });
  expect(inWords("KEPT", open).limits).toBe("1 or more backups");
  expect(() => inWords("MUTE", z.string())).toThrow("MUTE needs a description");
});
