import { Fragment } from "react";

/** A text of the API's description, with code in backticks. */
export function Prose({ text }: { readonly text: string }) {
  const [start = "", ...rest] = text.split("`");
  const pairs = Array.from({ length: Math.ceil(rest.length / 2) }, (_, n) => ({
    code: rest[2 * n] ?? "",
    after: rest[2 * n + 1] ?? "",
  }));
  return (
    <>
      {start}
      {pairs.map(({ code, after }) => (
        <Fragment key={`${code} ${after}`}>
          <Code>{code}</Code>
          {after}
        </Fragment>
      ))}
    </>
  );
}

export function Code({ children }: { readonly children: string }) {
  return <code className="rounded-sm bg-sunken px-1 py-0.5 font-mono text-xs">{children}</code>;
}
