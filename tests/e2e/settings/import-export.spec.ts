import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible, expectToFitPhone } from "../support/accessibility.ts";
import { expect, test, visit } from "../support/test.ts";

test.use({ as: "user" });

const section = (page: Page) => page.getByRole("region", { name: "Your data" });
const everything = { status: "all", q: "", limit: 100 } as const;

async function choose(page: Page, name: string, content: string | Buffer) {
  await page
    .getByLabel("File with todos")
    .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(content) });
}

async function download(page: Page, label: string): Promise<{ name: string; text: string }> {
  const downloading = page.waitForEvent("download");
  await section(page)
    .getByRole("link", { name: `Download ${label}`, exact: true })
    .click();
  const file = await downloading;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

test("downloads all todos in each format; a file is shown first, imported in the background, and the list has it", async ({
  page,
  user,
  services,
}) => {
  await services.todos.create(user, { title: 'Say "hi", twice', notes: "=1+1", dueOn: "2026-12-01" }, new Date());
  await visit(page, "/settings");
  const json = await download(page, "JSON");
  expect(json.name).toMatch(/^tidy-todos-.*\.json$/);
  expect(JSON.parse(json.text).todos).toMatchObject([{ title: 'Say "hi", twice', notes: "=1+1" }]);
  expect((await download(page, "CSV")).text).toContain('"Say ""hi"", twice",\'=1+1,2026-12-01');
  const text = await download(page, "todo.txt");
  expect(text.text).toContain('Say "hi", twice due:2026-12-01');

  await choose(page, "todo.txt", `${text.text}\nBread due:2026-12-01\nx 2026-11-20 Eggs\n`);
  await expect(section(page).getByText("2 todos are new in a todo.txt file.")).toBeVisible();
  await expect(section(page).getByRole("list", { name: "First new todos" })).toContainText("Bread");
  await expect(section(page).getByText("1 todo is already in your list and is skipped.")).toBeVisible();
  expect((await services.todos.list(user, everything)).items).toHaveLength(1);
  await section(page).getByRole("button", { name: "Import 2 todos" }).click();
  await expect(section(page).getByText("Imported 2 todos.")).toBeVisible({ timeout: 20_000 });
  await expect(section(page).getByRole("button", { name: "Choose a file…" })).toBeFocused();
  await page.getByRole("link", { name: "Todos", exact: true }).click();
  await expect(page.getByRole("region", { name: "Open" }).getByText("Bread")).toBeVisible();
});

test("previews what is left out, changed, guessed and taken again, and imports the rest; refuses what is no file of todos", async ({
  page,
  user,
  services,
  complaints,
}) => {
  complaints.expect(/status of 422/);
  await visit(page, "/settings");
  const data = section(page);

  await test.step("what is refused, or is canceled, changes nothing", async () => {
    await choose(page, "export.txt", await readFile("tests/fixtures/import/ticktick.csv"));
    await expect(data.getByRole("alert")).toContainText("Nothing was imported: it comes from TickTick");
    await choose(page, "tasks.csv", "Task\nBuy milk\n");
    await expect(data.getByRole("alert")).toContainText("its first line must name the columns, one of them “title”");
    await choose(page, "photo.json", "\u0000\u0001");
    await expect(data.getByRole("alert")).toContainText("Nothing was imported: it is not a text file");
    await choose(page, "todo.txt", "One\nTwo\n");
    await data.getByRole("button", { name: "Cancel" }).click();
    await expect(data.getByRole("button", { name: "Import 2 todos" })).toBeHidden();
    expect((await services.todos.list(user, everything)).items).toEqual([]);
  });

  await test.step("a preview, and the rest", async () => {
    const rows = [
      "title;dueOn;completedAt;Color",
      "Tür ölen;2026-12-01;;red",
      "Bad;soon;;",
      "Eggs;;2024-05-01;",
      `${"long ".repeat(50)};;;`,
    ];
    await choose(page, "todos.txt", Buffer.from(rows.join("\r\n"), "latin1"));
    await expect(data.getByText("3 todos are new in a CSV file, Windows-1252.")).toBeVisible();
    await expect(data.getByText("Line 3: dueOn: use a date such as 2026-12-01")).toBeVisible();
    await expect(data.getByText("Not imported, since Tidy has nothing like it: “Color”")).toBeVisible();
    await expect(data.getByRole("list", { name: "Changes to the file" })).toContainText(
      "Line 5: the end of the long title",
    );
    await expect(data.getByRole("list", { name: "Lines that depend on the encoding" })).toContainText("Tür ölen");
    await expect(data.getByRole("list", { name: "First new todos" }).getByRole("listitem")).toHaveCount(3);
    await expect(data.getByText(/1 todo is completed. The next cleanup takes one from/)).toBeVisible();
    await expectAccessible(page, { within: "section:has([type=file])" });
    await expectToFitPhone(page);
    await data.getByRole("checkbox", { name: /Keep completed todos/ }).check();
    await data.getByRole("button", { name: "Import the other 3 todos" }).click();
    await expect(data.getByText("Imported 3 todos.")).toBeVisible({ timeout: 20_000 });
    const { items } = await services.todos.list(user, everything);
    expect(items.map(({ title, pinned }) => [title.slice(0, 8), pinned]).toSorted()).toEqual([
      ["Eggs", true],
      ["Tür ölen", false],
      ["long lon", false],
    ]);
  });

  await test.step("3,000 todos come in while the page goes on", async () => {
    const lines = Array.from({ length: 3_000 }, (_, n) => `2026-11-01 Todo number ${n}`).join("\n");
    await choose(page, "todo.txt", lines);
    await data.getByRole("button", { name: "Import 3,000 todos" }).click();
    await expect(data.getByText("Imported 3,000 todos.")).toBeVisible({ timeout: 25_000 });
    const imported = await services.todos.list(user, { ...everything, q: "Todo number" });
    expect(imported.items[0]?.title).toBe("Todo number 0");
  });
});
