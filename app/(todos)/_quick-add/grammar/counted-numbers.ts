/** Numbers after such words are versions, chapters, addresses or times of day. */
const names = [
  "v|vers(?:ion\\p{L}*|i[oó]n|[aã]o|ione|ie)?|rev|build|release|ip",
  "n[or]|n[°º]|№|num|art|abs|§+",
  "kap|cap|ch|chapter|chapitre|cap[ií]tulo|capitolo|kapitel|hoofdstuk",
  "section|secci[oó]n|seç[aã]o|sezione|sectie|avsnitt|abschnitt|punkt|punt",
  "teil|part[ei]?|partie|deel|del|exercise|exercice|ejercicio|aufgabe|oefening",
  "pages?|pag|p[áa]ginas?|seiten?|sid(?:a|or|an)",
  "flat|apartment|apt|room|raum|zimmer|score|ratio",
  "kl|klockan|um|at|à|ore|alle",
];
const nameBefore = new RegExp(`(?:^|[\\s(])(?:${names.join("|")})[.:]?\\s*$|(?:バージョン|版本|第)\\s*$`, "iu");

/** Numbers with a point after such words are versions. Many of the words mean something else as well. */
const products =
  "windows|android|ios|macos|linux|ubuntu|debian|python|java|node|php|ruby|rails|django|postgres(?:ql)?|mysql|docker";
const productBefore = new RegExp(`(?:^|[\\s(])(?:${products})\\s*$`, "iu");

/** Numbers before such words are amounts. */
const units = [
  "uhr|h|std|min|points?|punkte|stars?|x",
  "eur|euros?|chf|usd|prozent|percent",
  "kg|g|km|mi|miles|m|cm|mm|l|ml|inch(?:es)?|cups?|tsp|tbsp",
  "gb|mb|tb",
];
const unitAfter = new RegExp(`^\\s*(?:[€$£¥%°"″]|(?:${units.join("|")})(?!\\p{L}))`, "iu");

/** Numbers such as 3/12 after such words are one of many. */
const parts = "steps?|schritt|lektion|folge";
/** So are they after these words alone: a "tennis lesson 12/15" and a "finale episode 12/20" are on a day. */
const partsAlone =
  "(?:(?:re)?watch|see|study|do|finish)\\s+(?:lesson|episode)|" +
  "lesson|episode|épisode|leçon|episodio|lecci[oó]n|lezione|li[çc][ãa]o|epis[óo]dio";
const series = new RegExp(`(?:(?:^|[\\s(])(?:${parts})|^\\s*(?:${partsAlone}))\\s*$`, "iu");

/** Whether the words beside numbers say that they name something else than a day. */
export const isNamedBefore = (before: string): boolean => nameBefore.test(before);
export const isProductBefore = (before: string): boolean => productBefore.test(before);
export const isInSeries = (before: string, one: number, other: number): boolean => one <= other && series.test(before);
export const isAmountBefore = (after: string): boolean => unitAfter.test(after);
