"use client";

import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { CheckIcon } from "#app/_ui/icons/icons.tsx";
import { copyText } from "./copy-text.ts";

type Outcome = "none" | "copied" | "failed";

const labels: Readonly<Record<Outcome, string>> = {
  none: "Copy",
  copied: "Copied",
  failed: "Select and copy it by hand",
};

/** Copies a text to the clipboard and shows whether that worked. */
export function CopyButton({ text }: { readonly text: string }) {
  const [outcome, setOutcome] = useState<Outcome>("none");
  const copy = async () => setOutcome((await copyText(text)) ? "copied" : "failed");
  return (
    <Button size="sm" onClick={copy} icon={outcome === "copied" && <CheckIcon className="size-4" />}>
      <span aria-live="polite">{labels[outcome]}</span>
    </Button>
  );
}
