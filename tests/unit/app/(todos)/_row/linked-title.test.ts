import fc from "fast-check";
import { expect, test } from "vitest";
import { titleParts } from "#app/(todos)/_row/linked-title.tsx";

const links = (title: string) => titleParts(title).flatMap(({ text, href }) => (href === null ? [] : [text]));

test.each([
  ["read https://example.com/a?b=c#d.", ["https://example.com/a?b=c#d"]],
  ["(see http://example.com/x), then https://b.example", ["http://example.com/x", "https://b.example"]],
  ["https://en.wikipedia.org/wiki/Tidy_(app)", ["https://en.wikipedia.org/wiki/Tidy_(app)"]],
  ["javascript://example.com/%0aalert(1)", []],
  ["ftp://example.com and https://", []],
  ["nothing here", []],
])("the links of %j are %j", (title, expected) => expect(links(title)).toEqual(expected));

test("the parts are the title again", () => {
  const piece = fc.constantFrom(" ", "(", ")", "https://", "http://a.example/b", ".", "x", "“");
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const title = pieces.join("");
      expect(
        titleParts(title)
          .map(({ text }) => text)
          .join(""),
      ).toBe(title);
    }),
  );
});
