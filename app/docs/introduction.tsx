import { Code } from "./prose.tsx";

/** The rules that all operations share. */
export function Introduction({ serverUrl }: { readonly serverUrl: string }) {
  return (
    <div className="grid max-w-prose gap-3 text-sm text-pretty">
      <p>
        Scripts can do everything that Tidy’s pages do. The API takes and returns JSON under{" "}
        <Code>{`${serverUrl}/api`}</Code>. This page is also available as an OpenAPI document:{" "}
        <a href="/api/openapi.json" className="text-accent underline">
          /api/openapi.json
        </a>
        .
      </p>
      <p>
        Create an API key in the settings and send it as <Code>Authorization: Bearer tidy_…</Code>. Requests from Tidy’s
        own pages can use the session cookie instead. They name the account that the page was made for in{" "}
        <Code>X-Tidy-Account</Code>: once somebody else has signed in to the browser, nothing is done. You only see and
        change your own todos: other people’s answer
        <Code>404</Code>.
      </p>
      <p>
        Times are in UTC, such as <Code>2026-12-24T18:00:00.000Z</Code>. Lists are paginated: while{" "}
        <Code>nextCursor</Code> is not null, send it as <Code>cursor</Code> to get the next page. Unknown fields are
        refused, so that typos don’t go unnoticed.
      </p>
      <p>
        When an answer gets lost, send the same request again. To create, change, delete or restore a todo a second time
        changes nothing: give a new todo an <Code>id</Code> of your own, a UUIDv7, and an edit the <Code>base</Code>{" "}
        that it began with.
      </p>
      <p>
        Errors are <Code>application/problem+json</Code> (RFC 9457): <Code>detail</Code> says what to do,{" "}
        <Code>errors</Code> lists the refused fields, and <Code>type</Code> links to one of the{" "}
        <a href="#errors" className="text-accent underline">
          errors
        </a>{" "}
        at the end of this page.
      </p>
    </div>
  );
}
