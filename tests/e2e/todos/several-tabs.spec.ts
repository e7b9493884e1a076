import { authenticate, expect, test } from "../support/test.ts";
import { add, everything, openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user", follows: true });

test.describe("with a clock of its own", () => {
  test.use({ alone: true });

  test("what another tab does is there at once; what another device does, within seconds, in the trash as well", async ({
    page,
    context,
    user,
    services,
  }) => {
    const { id } = await services.todos.create(user, { title: "Plan" }, new Date());
    await services.todos.create(user, { title: "Here before" }, new Date());
    await page.clock.install();
    await openPage(page);
    const other = await context.newPage();
    await openPage(other);
    // Time stands still once both are there: neither asks anything by itself.
    await page.clock.pauseAt(new Date(Date.now() + 60_000));
    await add(other, "From the other tab");
    await expect(row(page, "From the other tab")).toBeVisible();
    await row(other, "Here before").getByRole("checkbox").click();
    await expect(openList(page).getByText("Here before")).toHaveCount(0);

    await test.step("what another device does appears within seconds, and in the trash as well", async () => {
      await other.getByRole("link", { name: "Trash", exact: true }).click();
      await expect(other.getByText("The trash is empty")).toBeVisible();
      const withinSeconds = (look: () => Promise<void>) =>
        expect(async () => {
          await page.clock.fastForward(15_000);
          await look();
        }).toPass();
      await services.todos.update(user, id, { title: "Plan for the move" }, new Date());
      await withinSeconds(() => expect(row(page, "Plan for the move")).toBeVisible({ timeout: 1000 }));
      await services.todos.trash(user, id, new Date());
      await withinSeconds(() => expect(row(page, "Plan for the move")).toHaveCount(0, { timeout: 1000 }));
      await withinSeconds(() => expect(other.getByText("Plan for the move")).toBeVisible({ timeout: 1000 }));
    });
  });
});

test("a tab of one account never writes into another’s, says why, and loses nothing", async ({
  page,
  context,
  auth,
  complaints,
  services,
  user: ann,
}) => {
  complaints.expect(/status of 409/);
  await openPage(page);
  const bob = { name: "Bob", email: `bob-${Date.now()}@example.com`, password: "a long enough secret" };
  // A sign-in of the browser's own ends the earlier session before the browser has the new one. The page may ask for
  // changes in between, and would hear that nobody is signed in.
  const user = await authenticate(auth, context, "sign-up", bob);
  const bobs = await context.newPage();
  await openPage(bobs);
  const field = page.getByLabel("New todo");
  await page.bringToFront();
  await field.fill("Secret of Ann");
  await field.press("Enter");
  const banner = page.getByRole("banner");
  await expect(banner.getByText("Somebody else is signed in to this browser. 1 change waits for you.")).toBeVisible();
  await field.fill("Half a thought");
  await banner.getByRole("button", { name: "Reload" }).click();
  await expect(page.locator("main")).toHaveAttribute("data-account", user.id);
  await expect(field).toHaveValue("");
  expect((await services.todos.list(user, { ...everything, sort: "newest" })).items).toEqual([]);
  await page.close();

  // In the tab of the one, the other is signed in again.
  await authenticate(auth, context, "sign-in", ann);
  const again = await context.newPage();
  await openPage(again);
  await expect(row(again, "Secret of Ann")).toBeVisible();
  await expect(again.getByLabel("New todo")).toHaveValue("Half a thought");
  await expect
    .poll(async () => (await services.todos.list(ann, { ...everything, sort: "newest" })).items)
    .toMatchObject([{ title: "Secret of Ann" }]);

  await bobs.bringToFront();
  await bobs.getByLabel("New todo").fill("Plan of Bob");
  await bobs.evaluate(() => window.dispatchEvent(new Event("focus")));
  await bobs.getByRole("button", { name: `Sign in as ${bob.email}` }).click();
  await bobs.getByRole("dialog").getByLabel("Password").fill(bob.password);
  await bobs.getByRole("dialog").getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(bobs.getByRole("dialog")).toBeHidden();
  await bobs.getByLabel("New todo").press("Enter");
  await expect
    .poll(async () => (await services.todos.list(user, { ...everything, sort: "newest" })).items)
    .toMatchObject([{ title: "Plan of Bob" }]);
});
