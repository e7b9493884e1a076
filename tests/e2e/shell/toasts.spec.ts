import { expect, test } from "../support/test.ts";
import { add, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user", completed: "unfolded", alone: true });

test("a message goes by itself, but not from under somebody who is at it; a refusal stays until it is answered", async ({
  page,
  complaints,
}) => {
  complaints.expect(/status of 500/);
  await page.clock.install();
  await openPage(page);
  await add(page, "Buy milk");
  await add(page, "Buy bread");
  const undo = page.getByRole("region", { name: "Messages" }).getByRole("button", { name: "Undo" });

  await row(page, "Buy milk").getByRole("checkbox").press("Space");
  await expect(undo).toBeVisible();
  await page.clock.fastForward(9_000);
  await expect(undo).toBeHidden();

  await row(page, "Buy milk").getByRole("checkbox").press("Space");
  await row(page, "Buy milk").getByRole("checkbox").press("Space");
  await expect(row(page, "Buy bread").getByRole("checkbox")).toBeVisible();
  const from = page.getByLabel("New todo");
  await from.focus();
  await undo.focus();
  await page.clock.fastForward(60_000);
  await expect(undo).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(undo).toBeHidden();
  await expect(from).toBeFocused();

  await page.route("**/api/todos", (route) => route.fulfill({ status: 500, json: { title: "Broken" } }));
  await page.getByLabel("New todo").fill("Buy salt");
  await page.getByLabel("New todo").press("Enter");
  const refusal = page.getByText("Couldn’t add “Buy salt”.");
  await expect(refusal).toBeVisible();
  await page.clock.fastForward(600_000);
  await expect(refusal).toBeVisible();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(refusal).toBeHidden();
});
