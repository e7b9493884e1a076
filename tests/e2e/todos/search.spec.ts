import { holdAnswers } from "../support/hold-answers.ts";
import { expect, test } from "../support/test.ts";
import { completedList, openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user" });

test("filter and search live in the URL", async ({ page, user, services }) => {
  const { id } = await services.todos.create(user, { title: "Milk, done" }, new Date());
  await services.todos.update(user, id, { completed: true }, new Date());
  await services.todos.create(user, { title: "Milk, open" }, new Date());
  await services.todos.create(user, { title: "Bread", notes: "not MILK bread" }, new Date());
  await services.todos.create(user, { title: "100% cotton" }, new Date());
  await openPage(page);
  const announcer = page.getByTestId("announcer");
  await expect(announcer).toHaveText("");
  await page.getByLabel("Search todos").fill("milk");
  await expect(page).toHaveURL(/\?q=milk$/);
  await expect(openList(page).getByRole("listitem")).toContainText(["Bread", "Milk, open"]);
  await expect(completedList(page).getByRole("listitem")).toContainText(["Milk, done"]);
  await expect(announcer).toHaveText("3 todos found.");
  await page.getByRole("link", { name: "Completed" }).click();
  await expect(announcer).toHaveText("1 todo found.");
  await expect(page).toHaveURL(/\?status=completed&q=milk$/);
  await expect(openList(page)).toBeHidden();
  await test.step("the server finds both there", async () => {
    const html = await (await page.request.get(page.url())).text();
    expect(html).toContain('value="milk"');
    expect(html).toContain("Complete “Milk, done”");
    expect(html).not.toContain("Complete “Milk, open”");
  });
  await page.goBack();
  await expect(openList(page).getByRole("listitem")).toContainText(["Bread", "Milk, open"]);
  await page.getByLabel("Search todos").fill("%");
  await expect(openList(page).getByRole("listitem")).toContainText(["100% cotton"]);
  await page.getByLabel("Search todos").fill("nowhere to be found");
  await expect(page.getByText("Nothing matches “nowhere to be found”", { exact: true })).toBeVisible();

  await test.step("while the server is still searching, nothing says that there is no match", async () => {
    const held = await holdAnswers(page, /\/api\/todos\?.*q=bread/);
    await page.getByLabel("Search todos").fill("bread");
    await held.asked;
    await expect(page).toHaveURL(/\?q=bread$/);
    await expect(page.getByText("Nothing matches “bread”")).toBeHidden();
    held.release();
    await expect(openList(page).getByRole("listitem")).toContainText(["Bread"]);
  });

  await page.getByLabel("Search todos").fill("nowhere");
  await expect(page.getByText("Nothing matches “nowhere”", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Clear search" }).last().click();
  await expect(page.getByLabel("Search todos")).toBeFocused();
  await expect(openList(page).getByRole("listitem")).toHaveCount(3);
  await expect(page.getByLabel("Search todos")).toHaveValue("");

  await test.step("a todo that is renamed leaves it, and the next one takes the focus", async () => {
    for (const title of ["Plan A", "Plan B", "Plan C"]) await services.todos.create(user, { title }, new Date());
    await openPage(page, "/?q=plan");
    await page.getByRole("button", { name: "Plan B", exact: true }).click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("Other");
    await page.keyboard.press("Enter");
    await expect(openList(page).getByRole("listitem")).toContainText(["Plan C", "Plan A"]);
    await expect(row(page, "Plan A").getByRole("checkbox")).toBeFocused();
    await page.keyboard.press("k");
    await expect(row(page, "Plan C").getByRole("checkbox")).toBeFocused();
    await expect(page.getByText("has left this list")).toBeHidden();
  });
});
