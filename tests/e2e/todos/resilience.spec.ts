import { expect, test } from "../support/test.ts";
import { completedList, everything, openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user", completed: "unfolded" });

test("a change shows before the server has answered", async ({ page, user, services }) => {
  const { id } = await services.todos.create(user, { title: "Quick" }, new Date());
  const held = Promise.withResolvers<void>();
  await page.route(`**/api/todos/${id}`, async (route) => {
    await held.promise;
    await route.continue();
  });
  await openPage(page);
  await row(page, "Quick").getByRole("checkbox").click();
  await expect(completedList(page).getByText("expires in 7 days")).toBeVisible();
  expect((await services.todos.list(user, everything)).items).toMatchObject([{ completedAt: null }]);
  held.resolve();
  await expect.poll(async () => (await services.todos.list(user, everything)).items[0]?.completedAt).not.toBeNull();
});

test("what the server refuses rolls back with a reason, and Retry sends it again", async ({
  page,
  user,
  services,
  complaints,
}) => {
  complaints.expect(/status of 500/);
  const { id } = await services.todos.create(user, { title: "Stubborn" }, new Date());
  await openPage(page);
  await page.route(`**/api/todos/${id}`, (route) =>
    route.fulfill({
      status: 500,
      contentType: "application/problem+json",
      body: JSON.stringify({ title: "Internal Server Error", detail: "The server had a bad moment." }),
    }),
  );
  await row(page, "Stubborn").getByRole("checkbox").click();
  await expect(page.getByText("Couldn’t save “Stubborn”.")).toBeVisible();
  await expect(page.getByText("The server had a bad moment.")).toBeVisible();
  await expect(openList(page).getByText("Stubborn")).toBeVisible();
  await page.unroute(`**/api/todos/${id}`);
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(completedList(page).getByText("expires in 7 days")).toBeVisible();
  await expect.poll(async () => (await services.todos.list(user, everything)).items[0]?.completedAt).not.toBeNull();
});

test("without a network an addition isn't lost: it says so, and Retry adds it", async ({
  page,
  user,
  context,
  services,
  complaints,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/);
  await openPage(page);
  await context.setOffline(true);
  await page.getByLabel("New todo").fill("From the train");
  await page.getByLabel("New todo").press("Enter");
  await expect(page.getByText("Couldn’t add “From the train”.")).toBeVisible();
  await expect(page.getByText("Can’t reach Tidy. Check your connection.")).toBeVisible();
  await expect(row(page, "From the train")).toBeHidden();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(row(page, "From the train")).toBeVisible();
  await expect.poll(async () => (await services.todos.list(user, everything)).items.length).toBe(1);
});

test("changes of one todo arrive in the order in which they were made", async ({ page, user, services }) => {
  const { id } = await services.todos.create(user, { title: "Twice" }, new Date());
  const sent: string[] = [];
  const held = Promise.withResolvers<void>();
  await page.route(`**/api/todos/${id}`, async (route) => {
    sent.push(route.request().postData() ?? "");
    if (sent.length === 1) await held.promise;
    await route.continue();
  });
  await openPage(page);
  await row(page, "Twice").getByRole("checkbox").click();
  await expect(completedList(page).getByText("Twice")).toBeVisible();
  await row(page, "Twice").getByRole("checkbox").click();
  await expect(openList(page).getByText("Twice")).toBeVisible();
  expect(sent).toEqual(['{"completed":true}']);
  held.resolve();
  await expect.poll(() => sent).toEqual(['{"completed":true}', '{"completed":false}']);
  await expect(openList(page).getByText("Twice")).toBeVisible();
});
