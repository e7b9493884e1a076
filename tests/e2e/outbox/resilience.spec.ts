import { expect, test } from "../support/test.ts";
import { completedList, openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user", completed: "unfolded" });

test("changes show before the server has answered, arrive in their order, and are sent again where it couldn’t", async ({
  page,
  user,
  services,
  complaints,
}) => {
  const twice = await services.todos.create(user, { title: "Twice" }, new Date());
  const stubborn = await services.todos.create(user, { title: "Stubborn" }, new Date());
  await openPage(page);

  await test.step("changes of one todo show before the server has answered, and arrive in order", async () => {
    const sent: string[] = [];
    const held = Promise.withResolvers<void>();
    await page.route(`**/api/todos/${twice.id}`, async (route) => {
      sent.push(route.request().postData() ?? "");
      if (sent.length === 1) await held.promise;
      await route.continue();
    });
    await row(page, "Twice").getByRole("checkbox").click();
    await expect(completedList(page).getByText("expires in 7 days")).toBeVisible();
    expect(await services.todos.get(user, twice.id)).toMatchObject({ completedAt: null });
    await row(page, "Twice").getByRole("checkbox").click();
    await expect(openList(page).getByText("Twice")).toBeVisible();
    expect(sent).toEqual(['{"completed":true}']);
    held.resolve();
    await expect.poll(() => sent).toEqual(['{"completed":true}', '{"completed":false}']);
    await expect(openList(page).getByText("Twice")).toBeVisible();
    await page.unroute(`**/api/todos/${twice.id}`);
  });

  await test.step("what the server couldn’t do stays shown, with a reason, and Retry sends it again", async () => {
    complaints.expect(/status of 500/);
    await page.route(`**/api/todos/${stubborn.id}`, (route) =>
      route.fulfill({
        status: 500,
        contentType: "application/problem+json",
        body: JSON.stringify({ title: "Internal Server Error", detail: "The server had a bad moment." }),
      }),
    );
    await row(page, "Stubborn").getByRole("checkbox").click();
    await expect(page.getByText("Couldn’t save “Stubborn”.")).toBeVisible();
    await expect(page.getByText("The server had a bad moment.")).toBeVisible();
    await expect(page.getByText("1 change waits for the server.")).toBeVisible();
    await expect(page.getByText("Completed “Stubborn”.")).toBeHidden();
    await page.unroute(`**/api/todos/${stubborn.id}`);
    await page.getByRole("button", { name: "Retry" }).click();
    await expect(completedList(page).getByText("expires in 7 days")).toBeVisible();
    await expect.poll(async () => (await services.todos.get(user, stubborn.id)).completedAt).not.toBeNull();
    await expect(page.getByText("Couldn’t save “Stubborn”.")).toBeHidden();
  });
});

test("what the server refuses for good goes back, with a reason, the words to copy, and as a draft", async ({
  page,
  user,
  context,
  services,
  complaints,
}) => {
  complaints.expect(/status of 422/);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { id } = await services.todos.create(user, { title: "Stubborn" }, new Date());
  await openPage(page);
  await page.route(`**/api/todos/${id}`, (route) =>
    route.fulfill({ status: 422, json: { detail: "Not with these words." } }),
  );
  await row(page, "Stubborn").getByRole("button", { name: "Stubborn", exact: true }).click();
  await page.getByLabel("Title", { exact: true }).fill("Other words");
  await page.getByLabel("Title", { exact: true }).press("Enter");
  await expect(page.getByText("Couldn’t save “Stubborn”.")).toBeVisible();
  await expect(page.getByText("Not with these words.")).toBeVisible();
  await expect(openList(page).getByText("Stubborn")).toBeVisible();
  await page.getByRole("button", { name: "Copy text" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("Other words");
  await page.unroute(`**/api/todos/${id}`);
  await page.reload();
  await expect(page.getByText("Not with these words.")).toBeVisible();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await page.reload();
  await expect(openList(page).getByText("Stubborn")).toBeVisible();
  await expect(page.getByText("Not with these words.")).toBeHidden();
  await page.getByRole("button", { name: "Unsaved draft of “Stubborn”" }).click();
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Other words");
  await page.getByLabel("Title", { exact: true }).press("Escape");
  await expect(page.getByRole("button", { name: "Unsaved draft of “Stubborn”" })).toBeHidden();
});
