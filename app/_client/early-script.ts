/**
 * Runs before the page's HTML is shown, as an inline script: until React has taken over an element with `data-early`,
 * its submits and changes are recorded, see `takeEarly`. A recorded submit goes no further, so that no page that loads
 * anew loses anything, and its text stays in the field: each title is what was typed since the one before. Without
 * JavaScript the form is sent as it is.
 *
 * The first use of `Intl` makes the browser load its locales, numbers and calendars: tens of milliseconds on a phone.
 * That happens after the first frame, each in a task of its own, while the page's code is on its way.
 *
 * A script for Next to run before it starts, which is empty: Next waits a task for it. So its modules are evaluated in
 * one task, and React's with the page's in another.
 */
export const earlyScript = `(() => {
  let events = [];
  let entered = "";
  const sinceEntered = (text) => (text.startsWith(entered) ? text.slice(entered.length) : text);
  const record = (event) => {
    const { target } = event;
    if (!target.matches("[data-early]")) return;
    if (event.type === "change") return events.push({ target, text: "" });
    event.preventDefault();
    const { value } = target.elements.title;
    events.push({ target, text: sinceEntered(value) });
    entered = value;
  };
  addEventListener("submit", record);
  addEventListener("change", record);
  self.tidyEarly = (element) => {
    element.removeAttribute("data-early");
    const taken = events.filter(({ target }) => target === element);
    events = events.filter((event) => !taken.includes(event));
    const field = element.elements?.title;
    if (field && taken.length > 0) field.value = sinceEntered(field.value);
    return taken.map(({ text }) => text);
  };
  requestAnimationFrame(() => {
    setTimeout(() => new Intl.Collator());
    setTimeout(() => new Intl.NumberFormat());
    setTimeout(() => Intl.DateTimeFormat().format());
  });
  self.__next_s = [[0, { children: "" }]];
})()`;
