import { expect as base, type Locator } from "@playwright/test";

type Text = string | RegExp | readonly (string | RegExp)[];

interface Options {
  readonly timeout?: number;
}

/**
 * Waits until there is an element to look at, and returns the assertions to follow, with their options. An assertion
 * that finds none describes the whole page, for its message, each time that it looks: a seventh of what the pages cost.
 */
async function arrival(locator: Locator, state: "attached" | "visible", options: Options) {
  try {
    await locator.waitFor({ state, ...options });
    return { assert: base(locator), options };
  } catch (error) {
    // The assertion says what is wrong, and need not wait once more.
    const [waited] = String(error).split("\n", 1);
    return { assert: base(locator, waited), options: { ...options, timeout: 1 } };
  }
}

const passed = (isNot: boolean) => ({ pass: !isNot, message: () => "" });

/** Playwright's `expect`, which waits for elements at less cost. */
export const expect = base.extend({
  async toBeVisible(locator: Locator, options: Options = {}) {
    if (this.isNot) await base(locator).not.toBeVisible(options);
    else {
      const arrived = await arrival(locator, "visible", options);
      await arrived.assert.toBeVisible(arrived.options);
    }
    return passed(this.isNot);
  },

  async toContainText(locator: Locator, text: Text, options: Options = {}) {
    if (this.isNot) await base(locator).not.toContainText(text, options);
    // Several texts belong to as many elements, of which there may be none.
    else if (Array.isArray(text)) await base(locator).toContainText(text, options);
    else {
      const arrived = await arrival(locator, "attached", options);
      await arrived.assert.toContainText(text, arrived.options);
    }
    return passed(this.isNot);
  },
});
