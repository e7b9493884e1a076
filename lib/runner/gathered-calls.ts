/**
 * Joins calls of the same moment, before anything else happens in the process: `work` gets all of them at once, and
 * resolves to an answer for each, in their order. Where it rejects for several, each is tried alone, unless the work
 * may have been done.
 */
export function gatherCalls<Given, Answer>(
  work: (all: readonly Given[]) => Promise<readonly Answer[]>,
  { max, mayBeDone }: { readonly max: number; readonly mayBeDone: (error: unknown) => boolean },
): (given: Given) => Promise<Answer> {
  type Call = { readonly given: Given; readonly answer: PromiseWithResolvers<Answer> };
  let calls: Call[] = [];

  const answerAll = async (together: readonly Call[]): Promise<void> => {
    try {
      const answers = await work(together.map(({ given }) => given));
      for (const [index, { answer }] of together.entries()) {
        const own = answers[index];
        if (own === undefined) answer.reject(new Error("A call that was joined with others has no answer."));
        else answer.resolve(own);
      }
    } catch (error) {
      if (together.length === 1 || mayBeDone(error)) {
        for (const { answer } of together) answer.reject(error);
      } else await Promise.all(together.map((call) => answerAll([call])));
    }
  };

  const flush = () => {
    const all = calls;
    calls = [];
    for (let from = 0; from < all.length; from += max) void answerAll(all.slice(from, from + max));
  };

  return (given) => {
    const answer = Promise.withResolvers<Answer>();
    // Promises that are resolved already go on before the next tick, so that their calls belong to this moment.
    if (calls.length === 0) process.nextTick(flush);
    calls.push({ given, answer });
    return answer.promise;
  };
}
