import { Code } from "./prose.tsx";

/** What holds for every operation. */
export function Introduction({ serverUrl }: { readonly serverUrl: string }) {
  return (
    <div className="grid max-w-prose gap-3 text-sm text-pretty">
      <p>
        Everything that Tidy's pages do, scripts can do too. The API speaks JSON below <Code>{`${serverUrl}/api`}</Code>
        ; the same description for programs is at{" "}
        <a href="/api/openapi.json" className="text-accent underline">
          /api/openapi.json
        </a>
        .
      </p>
      <p>
        Create an API key under Settings and send it as <Code>Authorization: Bearer tidy_…</Code>. A browser's session
        cookie works as well, for requests that Tidy's own pages make. You only ever see and change your own todos:
        anyone else's do not exist for you.
      </p>
      <p>
        Times are in UTC, such as <Code>2026-12-24T18:00:00.000Z</Code>. Lists come in pages: while{" "}
        <Code>nextCursor</Code> is not null, send it as <Code>cursor</Code> to get the next one. Unknown fields are
        refused rather than ignored, so that no typing error goes unnoticed.
      </p>
      <p>
        An error is a problem as RFC 9457 has it, <Code>application/problem+json</Code>: <Code>detail</Code> says what
        to do, <Code>errors</Code> names each field that was refused, and <Code>type</Code> leads to one of the{" "}
        <a href="#errors" className="text-accent underline">
          kinds
        </a>{" "}
        at the end of this page.
      </p>
    </div>
  );
}
