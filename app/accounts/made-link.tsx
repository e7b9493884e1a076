import { Alert } from "#app/_feedback/alert.tsx";
import { CopyButton } from "#app/_feedback/copy-button.tsx";

/** A link that is shown once, to be passed on. */
export function MadeLink({ url, children }: { readonly url: string; readonly children: string }) {
  return (
    <Alert tone="info" action={<CopyButton text={url} />}>
      <p>{children}</p>
      <code data-testid="made-link" className="mt-1 block font-mono break-all text-ink select-all">
        {url}
      </code>
    </Alert>
  );
}
