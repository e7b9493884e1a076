import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { expect, test } from "../support/test.ts";
import { everything, goOffline, message, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user" });
test.beforeEach(({ complaints }) => complaints.expect(/status of 409/));

const question = (page: Page) => page.getByRole("dialog", { name: /was also changed somewhere else/ });

async function rename(page: Page, from: string, to: string): Promise<void> {
  await row(page, from).getByRole("button", { name: from, exact: true }).click();
  await page.getByLabel("Title", { exact: true }).fill(to);
  await page.getByLabel("Title", { exact: true }).press("Enter");
}

test("two tabs change a todo: the later one sees both versions and keeps its own, or the other's by the keyboard alone", async ({
  page,
  context,
  user,
  services,
}) => {
  const { id } = await services.todos.create(user, { title: "Plan", notes: "Draft" }, new Date());
  const other = await context.newPage();
  await Promise.all([openPage(page), openPage(other)]);

  await test.step("the title: the later one sees both versions and keeps its own", async () => {
    await row(page, "Plan").getByRole("button", { name: "Plan", exact: true }).click();
    await page.getByLabel("Title", { exact: true }).fill("Plan of mine");
    await rename(other, "Plan", "Plan of the other tab");
    await expect.poll(async () => (await services.todos.get(user, id)).title).toBe("Plan of the other tab");
    await page.getByLabel("Title", { exact: true }).press("Enter");
    await expect(question(page).getByLabel("Your version")).toHaveValue("Plan of mine");
    await expect(question(page).getByLabel("Saved version")).toHaveValue("Plan of the other tab");
    expect((await services.todos.get(user, id)).title).toBe("Plan of the other tab");
    await expectAccessible(page);
    await question(page).getByRole("button", { name: "Keep your version" }).click();
    await expect(question(page)).toBeHidden();
    await expect(row(page, "Plan of mine").getByRole("button", { name: "Plan of mine", exact: true })).toBeFocused();
    await expect.poll(async () => (await services.todos.get(user, id)).title).toBe("Plan of mine");
  });

  await test.step("the notes: theirs are kept by the keyboard alone, with what else was edited", async () => {
    await expect(row(other, "Plan of mine")).toBeVisible();
    for (const [tab, notes] of [
      [other, "Theirs"],
      [page, "Mine"],
    ] as const) {
      await row(tab, "Plan of mine").getByRole("button", { name: "Details of “Plan of mine”" }).click();
      await tab.getByRole("button", { name: "Edit notes" }).click();
      await tab.getByLabel("Notes").fill(notes);
    }
    await page.getByLabel("Due", { exact: true }).fill("2030-12-24");
    await other.getByRole("button", { name: "Save" }).click();
    await expect.poll(async () => (await services.todos.get(user, id)).notes).toBe("Theirs");
    await page.getByLabel("Notes").press("Control+Enter");
    await expect(question(page).getByLabel("Your version")).toHaveValue("Mine");
    await question(page).getByRole("button", { name: "Keep saved version" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("announcer")).toHaveText(/Kept the saved version of “Plan of mine”/);
    await expect
      .poll(async () => await services.todos.get(user, id))
      .toMatchObject({ notes: "Theirs", dueOn: "2030-12-24" });
  });
});

test("an edit meets what another device did meanwhile, also after a time without a network, but never the tab's own", async ({
  page,
  context,
  user,
  services,
  complaints,
}) => {
  const make = (title: string) => services.todos.create(user, { title, notes: "Draft" }, new Date());
  const [plan, trip, gone, own] = [await make("Plan"), await make("Trip"), await make("Gone"), await make("Own")];
  await openPage(page);

  await test.step("a tab doesn't meet itself: quick edits and their undo, one after another", async () => {
    for (const [from, to] of [
      ["Own", "One"],
      ["One", "Two"],
      ["Two", "Three"],
    ] as const) {
      await rename(page, from, to);
    }
    await expect.poll(async () => (await services.todos.get(user, own.id)).title).toBe("Three");
    for (let step = 0; step < 3; step += 1) await page.keyboard.press("u");
    await expect.poll(async () => (await services.todos.get(user, own.id)).title).toBe("Own");
    await expect(question(page)).toBeHidden();
  });

  await test.step("Escape decides nothing: the question comes back, waits as a draft, and both notes can be kept", async () => {
    await row(page, "Plan").getByRole("button", { name: "Details of “Plan”" }).click();
    await page.getByRole("button", { name: "Edit notes" }).click();
    await page.getByLabel("Notes").fill("Mine");
    await services.todos.update(user, plan.id, { notes: "Theirs" }, new Date());
    await page.getByRole("button", { name: "Save" }).click();
    await expect(question(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByText("“Plan” was also changed somewhere else.")).toBeVisible();
    await page.getByRole("button", { name: "Retry" }).click();
    await expect(question(page)).toBeVisible();
    await page.keyboard.press("Escape");
    // What is done to the todo meanwhile leaves the way to the words.
    await row(page, "Plan").getByRole("checkbox").click();
    await expect(message(page, "Completed “Plan”.")).toBeVisible();
    await message(page, "Completed “Plan”.").getByRole("button", { name: "Undo" }).click();
    await expect(row(page, "Plan").getByRole("checkbox")).not.toBeChecked();
    await page.getByRole("button", { name: "Dismiss" }).click();
    await page.getByRole("button", { name: "Unsaved draft of “Plan”" }).click();
    await expect(page.getByLabel("Notes")).toHaveValue("Mine");
    await page.getByRole("button", { name: "Save" }).click();
    await question(page).getByRole("button", { name: "Keep both" }).click();
    await expect.poll(async () => (await services.todos.get(user, plan.id)).notes).toBe("Theirs\n\nMine");
  });

  await test.step("an edit of what was deleted meanwhile isn't lost: Retry restores the todo with it", async () => {
    complaints.expect(/status of 404/);
    await services.todos.trash(user, gone.id, new Date());
    await rename(page, "Gone", "Gone with mine");
    await expect(page.getByText("“Gone” was deleted somewhere else.")).toBeVisible();
    await page.getByRole("button", { name: "Retry" }).click();
    await expect(row(page, "Gone with mine")).toBeVisible();
    await expect
      .poll(async () => (await services.todos.list(user, everything)).items)
      .toContainEqual(expect.objectContaining({ id: gone.id, title: "Gone with mine" }));
  });

  await test.step("without a network mine waits, and meets the other one once it is sent", async () => {
    complaints.expect(/ERR_INTERNET_DISCONNECTED/);
    await goOffline(page);
    await rename(page, "Trip", "Trip of mine");
    await expect(page.getByText("1 change waits for the network.")).toBeVisible();
    await services.todos.update(user, trip.id, { title: "Theirs" }, new Date());
    await context.setOffline(false);
    await question(page).getByRole("button", { name: "Keep your version" }).click();
    await expect.poll(async () => (await services.todos.get(user, trip.id)).title).toBe("Trip of mine");
  });
});
