import { isoDay } from "#app/_time/format-time.ts";
import { authenticate, expect, test } from "../support/test.ts";
import { add, everything, group, message, openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user", follows: true });

test.describe("with a clock of its own", () => {
  test.use({ alone: true });

  test("what another tab does is there at once; what another device does, within seconds, in the trash as well", async ({
    page,
    context,
    user,
    services,
    complaints,
  }) => {
    complaints.expect(/status of 404/);
    const { id } = await services.todos.create(user, { title: "Plan" }, new Date());
    await services.todos.create(user, { title: "Here before" }, new Date());
    await page.clock.install();
    await openPage(page);
    const other = await context.newPage();
    await openPage(other);
    // Time stands still once both are there: neither asks anything by itself.
    const now = new Date(Date.now() + 60_000);
    await page.clock.pauseAt(now);
    await add(other, "From the other tab");
    await expect(row(page, "From the other tab")).toBeVisible();
    await row(other, "Here before").getByRole("checkbox").click();
    await expect(openList(page).getByText("Here before")).toHaveCount(0);

    const withinSeconds = (look: () => Promise<void>) =>
      expect(async () => {
        await page.clock.fastForward(15_000);
        await look();
      }).toPass();
    const saved = async () => (await services.todos.list(user, everything)).items;
    const details = row(page, "Plan").getByRole("button", { name: "Details of “Plan”" });
    const notes = page.getByLabel("Notes");

    await test.step("while somebody types in a todo, it stays where it is, and goes where it belongs after that", async () => {
      await details.click();
      await notes.pressSequentially("pick up ");
      await services.todos.update(user, id, { dueOn: isoDay(now, "Europe/Berlin") }, new Date());
      await withinSeconds(() => expect(row(page, "Plan")).toContainText("Today", { timeout: 1000 }));
      await page.keyboard.type("the xdc parcel #2");
      await expect(notes).toHaveValue("pick up the xdc parcel #2");
      await expect(group(page, "No date").getByRole("checkbox", { name: "Complete “Plan”" })).toBeVisible();
      await page.keyboard.press("Control+Enter");
      await expect(group(page, "Today").getByRole("checkbox", { name: "Complete “Plan”" })).toBeVisible();
      await expect(details).toBeFocused();

      await page.keyboard.press("e");
      await page.keyboard.type(" for ");
      await page.clock.fastForward("24:00:00");
      await expect(page.getByRole("region", { name: "Today" })).toContainText("Yesterday");
      await page.keyboard.type("the cod");
      await page.keyboard.press("Enter");
      await expect(group(page, "Overdue").getByRole("button", { name: "Plan for the cod", exact: true })).toBeFocused();
      await expect
        .poll(async () => (await saved()).find((todo) => todo.id === id))
        .toMatchObject({ title: "Plan for the cod", notes: "pick up the xdc parcel #2", completedAt: null });
    });

    await test.step("what another device does appears within seconds, and in the trash as well", async () => {
      await other.getByRole("link", { name: "Trash", exact: true }).click();
      await expect(other.getByText("The trash is empty")).toBeVisible();
      await services.todos.update(user, id, { title: "Plan for the move" }, new Date());
      await withinSeconds(() => expect(row(page, "Plan for the move")).toBeVisible({ timeout: 1000 }));
      await page.getByRole("button", { name: "Details of “Plan for the move”" }).click();
      await page.getByRole("button", { name: "Edit notes" }).click();
      await page.keyboard.type(" and ");
      await services.todos.trash(user, id, new Date());
      await withinSeconds(() => expect(row(page, "Plan for the move")).toHaveCount(0, { timeout: 1000 }));
      await withinSeconds(() => expect(other.getByText("Plan for the move")).toBeVisible({ timeout: 1000 }));
    });

    await test.step("what is typed on is no shortcut, and the draft of what is gone offers its words", async () => {
      const before = await saved();
      await page.keyboard.type("cod, jam # pie");
      await expect(page.getByRole("main")).toBeFocused();
      await expect(page.getByText("The todo that you were typing in has left this list.")).toBeVisible();
      const gone = message(page, "“Plan for the move” was deleted, and has an unsaved draft.");
      await expect(gone.getByRole("button", { name: "Copy text" })).toBeVisible();
      expect(await saved()).toEqual(before);
      await page.keyboard.press("Escape");
      await page.keyboard.press("j");
      await expect(row(page, "From the other tab").getByRole("checkbox")).toBeFocused();
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
