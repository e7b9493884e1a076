import { addDaysTo, isoDay } from "#app/_time/format-time.ts";
import { expect, test } from "../support/test.ts";
import { completedList, everything, openList, openPage, row } from "../support/todo-list.ts";

test.use({ as: "user", completed: "unfolded" });

test.describe("for a reader of German, in a browser that has loaded nothing before", () => {
  test.use({ alone: true, locale: "de-DE" });

  test("dates are German from the first HTML on, and remembered", async ({ page, user, services }) => {
    await services.todos.create(user, { title: "Ski", dueOn: "2030-12-24" }, new Date());
    const html = async (language: string) =>
      await (await page.request.get("/", { headers: { "accept-language": language } })).text();
    expect(await html("de-DE,de;q=0.9")).toContain(">24. Dez. 2030<");
    await page.goto("/");
    await expect(row(page, "Ski").getByText("24. Dez. 2030", { exact: true })).toBeVisible();
    await expect.poll(() => html("en")).toContain(">24. Dez. 2030<");

    await test.step("a server of another age, which writes them a little differently, breaks nothing", async () => {
      await page.route("/", async (route) => {
        const response = await route.fetch();
        const body = (await response.text()).replaceAll(">24. Dez. 2030<", ">24 Dez 2030<");
        await route.fulfill({ response, body });
      });
      await openPage(page);
      await expect(row(page, "Ski").locator("time")).toHaveText(/^24\.? Dez\.? 2030$/);
    });
  });

  test("what is done before the scripts are there is done once they are, and what is loaded later may be missing", async ({
    page,
    context,
    user,
    services,
    complaints,
  }) => {
    complaints.expect(/ERR_INTERNET_DISCONNECTED/);
    for (const [title, notes] of [
      ["Call Ann", ""],
      ["Pack", "*Draft*"],
      ["Water plants", ""],
    ] as const) {
      await services.todos.create(user, { title, notes }, new Date());
    }
    const open = async () =>
      (await services.todos.list(user, { ...everything, status: "open", sort: "newest" })).items.map(
        ({ title, dueOn }) => [title, dueOn],
      );
    const field = page.getByLabel("New todo");
    const details = (title: string) => page.getByRole("form", { name: `Details of “${title}”` });
    const openDetails = (title: string) => page.getByRole("button", { name: `Details of “${title}”` }).click();
    const code = "**/_next/static/**/*.js";
    const { promise: letIn, resolve: letScriptsIn } = Promise.withResolvers<void>();
    await page.route(code, async (route) => {
      await letIn;
      const response = await route.fetch();
      const isLate = /Edit notes|vormittag|day after tomorrow/.test(await response.text());
      await (isLate ? route.abort("internetdisconnected") : route.fulfill({ response }));
    });
    await page.goto("/", { waitUntil: "commit" });

    await test.step("what is typed, entered and ticked before the page is ready is done once it is", async () => {
      await field.pressSequentially("Milk");
      await field.press("Enter");
      await field.pressSequentially("Half a tho");
      await row(page, "Water plants").getByRole("checkbox").click();
      expect(await open()).toHaveLength(3);
      letScriptsIn();
      await expect(openList(page).getByText("Milk")).toBeVisible();
      await expect(completedList(page).getByText("Water plants")).toBeVisible();
      await expect(field).toHaveValue("Half a tho");
      await field.press("End");
      await field.pressSequentially("ught");
      await field.press("Enter");
      await expect(openList(page).getByText("Half a thought")).toBeVisible();
      const titles = async () => (await open()).map(([title]) => title);
      await expect.poll(titles).toEqual(["Half a thought", "Milk", "Pack", "Call Ann"]);
    });

    await test.step("where nothing can be understood for want of a network, words are added as typed", async () => {
      await field.fill("Miete morgen");
      await expect(page.getByRole("button", { name: "Add", exact: true })).toBeVisible();
      await field.press("Enter");
      await expect.poll(async () => (await open())[0]).toEqual(["Miete morgen", null]);
    });

    await test.step("details that can't be loaded say so, and come with Try again", async () => {
      await openDetails("Call Ann");
      await expect(page.getByText("Notes and due date could not be loaded. Check your connection.")).toBeVisible();
      await page.unroute(code);
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(details("Call Ann").getByLabel("Notes")).toBeVisible();
    });

    await test.step("dates are understood in German", async () => {
      await field.fill("Strom morgen zahlen");
      await expect(page.locator("form").getByText(/^Due tomorrow, /)).toBeVisible();
      await field.press("Enter");
      const tomorrow = addDaysTo(isoDay(new Date(), "Europe/Berlin"), 1);
      await expect.poll(async () => (await open())[0]).toEqual(["Strom zahlen", tomorrow]);
    });

    await test.step("without a network details open all the same, with notes as text", async () => {
      await context.setOffline(true);
      await openDetails("Pack");
      await expect(details("Pack").getByText("*Draft*")).toBeVisible();
    });
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the field adds todos, from this site only", async ({ page, context, user, services, baseURL }) => {
    await page.goto("/");
    await page.getByLabel("New todo").fill("Buy milk");
    await page.getByLabel("New todo").press("Enter");
    await expect(openList(page).getByText("Buy milk")).toBeVisible();
    await page.getByLabel("New todo").fill("x".repeat(205));
    await page.getByLabel("New todo").press("Enter");
    await expect(openList(page).getByText("x".repeat(200))).toBeVisible();
    const foreign = await context.request.post(`${baseURL}/add`, {
      form: { title: "Planted" },
      headers: { Origin: "https://elsewhere.example", "Sec-Fetch-Site": "cross-site" },
    });
    expect(foreign.status()).toBe(403);
    const { items } = await services.todos.list(user, { ...everything, sort: "newest" });
    expect(items.map(({ title, notes }) => [title, notes])).toEqual([
      ["x".repeat(200), "x".repeat(5)],
      ["Buy milk", ""],
    ]);
  });
});
