export interface ErrorNoticeProps {
  readonly title: string;
  readonly text: string;
  readonly retry: () => void;
}

/** The content of the error pages. Every page loads it in advance, so it uses no other component. */
export function ErrorNotice({ title, text, retry }: ErrorNoticeProps) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-sm place-content-center justify-items-center gap-3 p-4 text-center">
      <h1 className="text-lg font-semibold">{title}</h1>
      <p className="text-sm text-pretty text-muted">{text}</p>
      <button type="button" onClick={retry} className="min-h-11 rounded-md bg-accent px-4 font-medium text-on-accent">
        Try again
      </button>
    </main>
  );
}
