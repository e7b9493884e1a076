import { expect, test } from "../support/test.ts";
import {
  add,
  everything,
  goOffline,
  openList,
  openPage,
  pasteLines,
  row,
  waitUntilKept,
} from "../support/todo-list.ts";

test.use({ as: "user", serviceWorkers: "allow", alone: true });

test("offline for an hour, with twenty changes, closed and opened again: all of them arrive once, in order", async ({
  page,
  context,
  user,
  services,
  complaints,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
  await openPage(page);
  await add(page, "Known");
  await waitUntilKept(page);
  const isKept = () =>
    page.evaluate(async () => {
      const opened = indexedDB.open("tidy-device-1");
      await new Promise((resolve) => opened.addEventListener("success", resolve));
      const read = opened.result.transaction("values").objectStore("values").get("list");
      await new Promise((resolve) => read.addEventListener("success", resolve));
      opened.result.close();
      // Until the list is kept for the first time, there is nothing.
      return JSON.stringify(read.result ?? null).includes("Known");
    });
  await expect.poll(isKept).toBe(true);

  await goOffline(page);
  await page.close();
  const offline = await context.newPage();
  await offline.clock.install();
  await offline.goto("/");
  await expect(row(offline, "Known")).toBeVisible();
  const titles = Array.from({ length: 18 }, (_, index) => `New ${index}`);
  await pasteLines(offline, titles.join("\n"));
  await offline.getByRole("button", { name: "Add 18 todos" }).click();
  await expect(openList(offline).getByRole("checkbox")).toHaveCount(19);
  await row(offline, "Known").getByRole("button", { name: "Known", exact: true }).click();
  await offline.getByLabel("Title", { exact: true }).fill("Renamed");
  await offline.getByLabel("Title", { exact: true }).press("Enter");
  await row(offline, "New 0").getByRole("checkbox").click();
  await expect(offline.getByText("20 changes wait for the network.")).toBeVisible();
  await offline.clock.fastForward("01:00:00");
  await offline.close();

  const again = await context.newPage();
  await again.goto("/");
  await expect(again.getByText("20 changes wait for the network.")).toBeVisible();
  await expect(row(again, "Renamed")).toBeVisible();
  await expect(openList(again).getByRole("checkbox")).toHaveCount(18);
  await context.setOffline(false);
  const saved = async () => (await services.todos.list(user, everything)).items;
  await expect
    .poll(async () => (await saved()).map(({ title }) => title).sort())
    .toEqual([...titles, "Renamed"].sort());
  const isCompleted = ({ completedAt }: { readonly completedAt: string | null }) => completedAt !== null;
  await expect.poll(async () => (await saved()).filter(isCompleted)).toMatchObject([{ title: "New 0" }]);
  const created = (await saved()).filter(({ title }) => title !== "Renamed").sort((a, b) => (a.id < b.id ? 1 : -1));
  expect(created.map(({ title }) => title)).toEqual(titles);

  await test.step("after signing out nobody finds the list without a network", async () => {
    await again.getByRole("button", { name: "Account of" }).click();
    await again.getByRole("button", { name: "Sign out" }).click();
    await expect(again).toHaveURL(/sign-in/);
    await goOffline(again);
    await again.goto("/");
    await expect(again.getByRole("heading", { name: "You are offline" })).toBeVisible();
    await expect(again.getByText("Renamed")).toBeHidden();
  });
});
