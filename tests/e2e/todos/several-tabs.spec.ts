import { expect, test } from "../support/test.ts";
import { add, everything, openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user", follows: true });

test("what another tab does is there at once", async ({ page, context, user, services }) => {
  await services.todos.create(user, { title: "Here before" }, new Date());
  // Time stands still in the first tab: it asks nothing by itself.
  await page.clock.install();
  await openPage(page);
  await page.clock.pauseAt(new Date(Date.now() + 60_000));
  const other = await context.newPage();
  await openPage(other);
  await add(other, "From the other tab");
  await expect(row(page, "From the other tab")).toBeVisible();
  await row(other, "Here before").getByRole("checkbox").click();
  await expect(openList(page).getByText("Here before")).toHaveCount(0);
});

test("what another device does appears within seconds, and in the trash as well", async ({
  page,
  context,
  user,
  services,
}) => {
  const { id } = await services.todos.create(user, { title: "Plan" }, new Date());
  await openPage(page);
  const trash = await context.newPage();
  await trash.goto("/trash");
  await expect(trash.getByText("The trash is empty")).toBeVisible();
  await services.todos.update(user, id, { title: "Plan for the move" }, new Date());
  await expect(row(page, "Plan for the move")).toBeVisible({ timeout: 20_000 });
  await services.todos.trash(user, id, new Date());
  await expect(row(page, "Plan for the move")).toHaveCount(0, { timeout: 20_000 });
  await expect(trash.getByText("Plan for the move")).toBeVisible({ timeout: 20_000 });
});

test("a tab of one account never writes into another's, and says why", async ({
  page,
  context,
  baseURL,
  complaints,
  services,
}) => {
  complaints.expect(/status of 409/);
  await openPage(page);
  const bob = { name: "Bob", email: `bob-${Date.now()}@example.com`, password: "a long enough secret" };
  const signedUp = await context.request.post("/api/auth/sign-up/email", {
    data: bob,
    headers: { Origin: baseURL ?? "" },
  });
  const { user } = await signedUp.json();
  const field = page.getByLabel("New todo");
  const refused = page.waitForResponse(
    (response) => response.request().method() === "POST" && response.status() === 409,
  );
  await field.fill("Secret of Ann");
  await field.press("Enter");
  await refused;
  await field.fill("Half a thought");
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  const message = page.getByRole("listitem").filter({ hasText: "You’re signed in as somebody else in this browser." });
  await expect(message.getByRole("button", { name: "Reload" })).toBeVisible();
  await expect(field).toHaveValue("Half a thought");
  expect((await services.todos.list(user, { ...everything, sort: "newest" })).items).toEqual([]);
  await message.getByRole("button", { name: "Reload" }).click();
  await expect(page.locator("main")).toHaveAttribute("data-account", user.id);
});
