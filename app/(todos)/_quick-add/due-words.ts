/** What the words around a date mean, in one language. */
export interface DueWords {
  /** Introduce a due date, and are removed from the title with it. */
  readonly before: RegExp;
  /** Before or after a date that isn't a due date: repeated, past, part of a span or of a name. */
  readonly refusedBefore: RegExp;
  readonly refusedAfter: RegExp;
  /** Matches a length of time that counts from today: "in 3 days", not "3 days". */
  readonly fromToday: RegExp;
  /** Words for a day that also mean something else: they need an introducing word. */
  readonly ambiguousDay: RegExp;
  /** Months that also mean something else: they count at the end of the text, or after an introducing word. */
  readonly ambiguousMonth: RegExp;
  /** Written without spaces: a date may touch other words. */
  readonly spaceless: boolean;
}

const never = /(?!)/;
const before = (words: string) => new RegExp(`(?<=^|[\\s(])(?:${words})\\s+$`, "iu");

/** In too many languages a weekday of up to three letters is an everyday word ("la mer", "so"). */
const general: DueWords = {
  before: never,
  refusedBefore: never,
  refusedAfter: never,
  fromToday: /^\D/u,
  ambiguousDay: /^\p{L}{1,3}\.?$/u,
  ambiguousMonth: never,
  spaceless: false,
};

const english: DueWords = {
  ...general,
  before: before("due(?: on| by)?|by|on|for"),
  refusedBefore: before(
    "every|each|last|past|since|until|till|before|after|from|to|through|thru|black|cyber|good|ash|easter|palm",
  ),
  refusedAfter: /^\s+(?:week|ago|through|thru|until|till|to\s+(?:mon|tue|wed|thu|fri|sat|sun))/iu,
  fromToday: /^(?:in|next|the day after)\b|\bfrom (?:now|today)$/iu,
  ambiguousDay: /^(?:mon|wed|sat|sun|weekend)$/iu,
  ambiguousMonth: /\b(?:may|march)\b/u,
};

const byLanguage: Readonly<Record<string, DueWords>> = {
  en: english,
  de: {
    ...general,
    before: before("bis(?: zum)?|am|für|fällig(?: am)?"),
    refusedBefore: before("jede[nrs]?|letzte[nrs]?|seit|ab|vor|nach|guten|am|jeden"),
  },
  es: { ...general, before: before("para(?: el)?|el"), refusedBefore: before("cada|todos los|la|desde|hasta") },
  fr: { ...general, before: before("pour(?: le)?|le"), refusedBefore: before("chaque|tous les|depuis|jusqu.à") },
  it: { ...general, before: before("per|entro"), refusedBefore: before("ogni|da|fino a") },
  nl: { ...general, before: before("voor|op|uiterlijk"), refusedBefore: before("elke|sinds|tot|goede") },
  pt: { ...general, before: before("para|até|na|no"), refusedBefore: before("cada|toda|todo|desde") },
  sv: { ...general, before: before("till|på|senast"), refusedBefore: before("varje|sedan|god") },
  ja: { ...general, ambiguousDay: never, spaceless: true },
  zh: { ...general, ambiguousDay: never, spaceless: true },
};

export function dueWordsOf(language: string): DueWords {
  return byLanguage[language] ?? general;
}
