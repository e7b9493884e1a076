import { isoDay } from "#app/_time/format-time.ts";
import { expectAccessible } from "../support/accessibility.ts";
import { closeAndOpen } from "../support/keys.ts";
import { expect, test } from "../support/test.ts";
import { group, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user" });

test("the due chip offers other days, beside the title's editor too; Escape changes nothing", async ({
  page,
  user,
  services,
}) => {
  const today = isoDay(new Date(), "Europe/Berlin");
  const { id } = await services.todos.create(user, { title: "Pay rent", dueOn: "2020-01-01" }, new Date());
  await openPage(page);
  const chip = row(page, "Pay rent").getByRole("button", { name: /^(Overdue|Due):/ });
  const menu = page.getByRole("dialog", { name: "Due date of “Pay rent”" });

  await page.getByRole("button", { name: "Pay rent", exact: true }).click();
  const [editor, shown] = [await page.getByLabel("Title").boundingBox(), await chip.boundingBox()];
  expect((editor?.y ?? 0) + (editor?.height ?? 0)).toBeLessThanOrEqual(shown?.y ?? 0);
  await page.keyboard.press("Escape");

  await chip.click();
  await expect(menu.getByRole("button", { name: "Today" })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(chip).toBeFocused();
  expect((await services.todos.get(user, id)).dueOn).toBe("2020-01-01");

  await chip.click();
  await closeAndOpen(menu, chip);
  await menu.getByRole("button", { name: "Today" }).click();
  await expect(group(page, "Today").getByRole("listitem")).toHaveCount(1);
  await expect(chip).toBeFocused();
  await expect.poll(async () => (await services.todos.get(user, id)).dueOn).toBe(today);
  await page.keyboard.press("d");
  await menu.getByRole("button", { name: "No date" }).click();
  await expect(group(page, "No date").getByRole("listitem")).toHaveCount(1);
  await expect.poll(async () => (await services.todos.get(user, id)).dueOn).toBeNull();
  await page.keyboard.press("u");
  await expect.poll(async () => (await services.todos.get(user, id)).dueOn).toBe(today);
});
