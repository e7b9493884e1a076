import { readFile } from "node:fs/promises";
import { newId } from "#lib/id.ts";
import { grantRole } from "#tests/support/accounts/operators.ts";
import { scriptKey } from "#tests/support/sessions.ts";
import { matcherOf, readExamples, send } from "../support/http-examples.ts";
import { publishedEnv } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

test.use({ as: "user" });

test("the examples of the API's page answer as it says", async ({ playwright, context, auth, user }) => {
  await grantRole(auth, user.email, "admin");
  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const { key } = await auth.createApiKey(new Headers({ cookie: cookies }), scriptKey, new Date());
  const { APP_URL, CRON_SECRET = "" } = publishedEnv();
  const variables = new Map(Object.entries({ TIDY: APP_URL, TIDY_API_KEY: key, CRON_SECRET }));
  // Without the cookies of the test's browser.
  const request = await playwright.request.newContext();

  // The id that the page makes up is used by the first account that sends it.
  const page = (await readFile("docs/http-api.md", "utf8")).replaceAll(/019ac2f0-[\w-]+/g, newId(new Date()));
  const examples = readExamples(page);
  expect(examples.length).toBeGreaterThan(12);
  for (const { commands, shown } of examples) {
    for (const [index, command] of commands.entries()) {
      const answer = await send(request, command, variables);
      const text = await answer.text();
      remember(variables, text);
      if (index < commands.length - 1) continue;
      expect({ command, status: answer.status() }).toEqual({ command, status: shown.status });
      expect(answer.headers()).toMatchObject(Object(matcherOf(shown.headers, APP_URL)));
      expect(text === "" ? "" : JSON.parse(text)).toEqual(matcherOf(shown.body, APP_URL));
    }
  }
  await request.dispose();
});

/** Keeps the values that the page names: the id of the first todo, and the cursor of the next page. */
function remember(variables: Map<string, string>, text: string): void {
  const id = /^\{"id":"([^"]+)","title":"Buy milk"/.exec(text)?.[1];
  if (id !== undefined) variables.set("ID", id);
  const cursor = /"nextCursor":"([^"]+)"/.exec(text)?.[1];
  if (cursor !== undefined) variables.set("CURSOR", cursor);
}
