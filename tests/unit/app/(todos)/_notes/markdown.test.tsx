import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Markdown } from "#app/(todos)/_notes/markdown.tsx";

const html = (text: string) => renderToStaticMarkup(<Markdown text={text} />);
const inNotes = (inner: string) => `<div class="notes">${inner}</div>`;

/** All elements and attributes that rendered notes may ever have. */
const tags = new Set(
  "a blockquote br code del div em hr input label li mark ol p pre span strong sup table tbody td th thead tr ul".split(
    " ",
  ),
);
const attributes = new Set(
  "href target rel class start type checked disabled role aria-label tabindex data-level data-task data-table".split(
    " ",
  ),
);

/** Reads markup as a browser does, as far as React's output needs it: attributes are always quoted. */
function partsOf(markup: string) {
  const found = [...markup.matchAll(/<([a-z0-9-]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/g)];
  return {
    tags: found.map(([, tag]) => tag ?? ""),
    attributes: found.flatMap(([, , some]) => [...(some ?? "").matchAll(/([a-z-]+)(?:="([^"]*)")?/g)]),
    opened: markup.match(/<[^/]/g)?.length ?? 0,
  };
}

function expectHarmless(text: string): void {
  const markup = html(text);
  const parts = partsOf(markup);
  expect(parts.tags.length, markup).toBe(parts.opened);
  expect(parts.tags.filter((tag) => !tags.has(tag))).toEqual([]);
  for (const [, name, value] of parts.attributes) {
    expect(attributes, markup).toContain(name);
    if (name === "href") expect(value).toMatch(/^(?:https?:\/\/|mailto:|tel:)/);
  }
}

describe("nothing of the text's own runs or loads", () => {
  test.each([
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<script\u0000>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<img src="https://evil.example/pixel.png">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<style>* { display: none }</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<form action=https://evil.example><input name=password></form>",
    "<div onclick=alert(1)>press</div>",
    "<div style='position:fixed;inset:0'>over the page</div>",
    "<a href=javascript:alert(1)>press</a>",
    "<details open ontoggle=alert(1)>",
    "<math><mi xlink:href=javascript:alert(1)>",
    "<Markdown text='x' />",
    "<input autofocus onfocus=alert(1)>",
    "a <b onmouseover=alert(1)>word</b> and `<script>`",
    "```html\n<script>alert(1)</script>\n```",
    "<!-- <script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<div>\n\n<script>\nalert(1)\n</script>\n\n</div>",
    "# <img src=x onerror=alert(1)>",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "- <script>alert(1)</script>",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    "---\ntitle: <script>alert(1)</script>\n---",
  ])("%s", expectHarmless);

  test.each([
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x]( javascript:alert(1) )",
    "[x](<javascript:alert(1)>)",
    "[x](java\tscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](javascript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](javascript&#x3A;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A&#x61&#x76&#x61script:alert(1))",
    "[x](javascript%3Aalert(1))",
    "[x](\u0001javascript:alert(1))",
    "[x](\u00a0javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](data:image/svg+xml,<svg onload=alert(1)>)",
    "[x](blob:https://tidy.example/1)",
    "[x](file:///etc/passwd)",
    "[x](view-source:javascript:alert(1))",
    "<javascript:alert(1)>",
    "<javascript&colon;alert(1)>",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "[x][r]\n\n[r]: <javascript:alert(1)> 'title'",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "[![x](javascript:alert(1))](javascript:alert(2))",
    "[x](/api/auth/sign-out)",
    "[x](settings)",
    "[x](//evil.example)",
    "[x](#quick-add)",
    "[x](?status=open)",
    "[x](\\\\evil.example)",
  ])("no link of %s", (text) => {
    expectHarmless(text);
    expect(html(text)).not.toContain("<a ");
  });

  test("a title can't break out of its place, and isn't shown as one", () => {
    const text = '[x](https://a.example "\\" onmouseover=alert(1) x=\\"")';
    expectHarmless(text);
    expect(html(text)).not.toContain("onmouseover");
  });

  test("an id of the page can't be taken", () => {
    expect(html("# quick-add")).not.toContain("id=");
    expect(html("a[^quick-add]\n\n[^quick-add]: b")).not.toContain("id=");
  });

  test.each([
    ["deep quotes", "> ".repeat(5_000)],
    [
      "deep lists",
      Array.from({ length: 130 }, (_, depth) => `${" ".repeat(depth)}- x`)
        .join("\n")
        .slice(0, 10_000),
    ],
    ["brackets", "[".repeat(10_000)],
    ["emphasis", "*a ".repeat(3_333)],
    ["backticks", "`".repeat(9_999)],
    ["tags", "<".repeat(10_000)],
  ])("%s are dealt with in no time", (_case, text) => {
    const start = performance.now();
    expectHarmless(text);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe("what Markdown means", () => {
  const link = (href: string, text: string) =>
    `<a href="${href}" target="_blank" rel="noopener noreferrer nofollow">${text}<span class="sr-only"> (opens in a new tab)</span></a>`;

  test.each([
    ["plain text with\nits line breaks", "<p>plain text with\nits line breaks</p>"],
    ["**bold** *soft* ~~gone~~ `code`", "<p><strong>bold</strong> <em>soft</em> <del>gone</del> <code>code</code></p>"],
    ["# Heading", '<p data-level="1">Heading</p>'],
    ["###### Heading", '<p data-level="3">Heading</p>'],
    ["- one\n- two", "<ul><li>one</li><li>two</li></ul>"],
    ["3. one\n4. two", '<ol start="3"><li>one</li><li>two</li></ol>'],
    [
      "- [ ] open\n- [x] done",
      '<ul><li data-task=""><label><input type="checkbox" disabled=""/> open</label></li>' +
        '<li data-task=""><label><input type="checkbox" disabled="" checked=""/> done</label></li></ul>',
    ],
    [
      "- [ ] one\n\n- [ ] two\n\n  more\n  - three",
      '<ul><li data-task=""><label><input type="checkbox" disabled=""/> one</label></li>' +
        '<li data-task=""><label><input type="checkbox" disabled=""/> two</label><p>more</p><ul><li>three</li></ul></li></ul>',
    ],
    ["> quoted", "<blockquote><p>quoted</p></blockquote>"],
    ["```\n1 < 2\n```", "<pre><code>1 &lt; 2</code></pre>"],
    ["<b>1 &amp; 2</b>", "<p>&lt;b&gt;1 &amp; 2&lt;/b&gt;</p>"],
    ["[Ann](https://a.example/x)", `<p>${link("https://a.example/x", "<span>Ann</span>")}</p>`],
    ["https://a.example", `<p>${link("https://a.example/", "<span>https://a.example</span>")}</p>`],
    ["[call](tel:+4912345)", `<p>${link("tel:+4912345", "<span>call</span>")}</p>`],
    ["![a view](https://a.example/x.png)", `<p>${link("https://a.example/x.png", "a view")}</p>`],
    ["[no](javascript:x)", "<p><span>no</span></p>"],
    ["a[^1]\n\n[^1]: note", "<p>a<sup>[1]</sup></p><div><p>[1] note</p></div>"],
  ])("%j", (text, inner) => expect(html(text)).toBe(inNotes(inner)));

  test("a table has rows and headings of columns", () => {
    expect(html("| a | b |\n|---|---|\n| 1 | 2 |")).toBe(
      inNotes(
        '<div data-table="" role="group" aria-label="Table" tabindex="0"><table><thead><tr><th>a</th><th>b</th></tr></thead>' +
          "<tbody><tr><td>1</td><td>2</td></tr></tbody></table></div>",
      ),
    );
  });
});
