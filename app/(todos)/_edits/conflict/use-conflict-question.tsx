"use client";

import { type ReactNode, useCallback, useState } from "react";
import { deferredChunk } from "../../_deferred/deferred-chunk.ts";
import type { ConflictDialog } from "./conflict-dialog.tsx";
import type { ConflictAnswer, EditConflict } from "./edit-conflict.ts";

interface Question {
  readonly conflict: EditConflict;
  readonly Dialog: typeof ConflictDialog;
  answer(answer: ConflictAnswer): void;
}

export interface ConflictQuestion {
  askWhich(conflict: EditConflict): Promise<ConflictAnswer>;
  /** The open question, to be rendered on the page. One at a time. */
  readonly question: ReactNode;
}

/** Asks which of two versions to keep, in a dialog from the deferred chunk. */
export function useConflictQuestion(): ConflictQuestion {
  const [questions, setQuestions] = useState<readonly Question[]>([]);
  const askWhich = useCallback(async (conflict: EditConflict) => {
    const chunk = await deferredChunk.load().catch(() => null);
    if (chunk === null) return "undecided";
    const { promise, resolve } = Promise.withResolvers<ConflictAnswer>();
    const question: Question = {
      conflict,
      Dialog: chunk.ConflictDialog,
      answer(answer) {
        setQuestions((waiting) => waiting.filter((other) => other !== question));
        resolve(answer);
      },
    };
    setQuestions((waiting) => [...waiting, question]);
    return promise;
  }, []);

  const [first] = questions;
  return {
    askWhich,
    question: first === undefined ? null : <first.Dialog conflict={first.conflict} onAnswer={first.answer} />,
  };
}
