/** The text around a date. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
}

/** A date in a text. */
export interface Place extends Surroundings {
  readonly words: string;
  /** Whether the words are "today", "tomorrow" or the like. */
  readonly isNear: boolean;
}

/** The characters beside a date within which words can make something else of it. */
const nearby = 80;

/** A place with the text right beside it, so that long texts are read as fast as short ones. */
export const nearOf = (place: Place): Place => ({
  ...place,
  before: place.before.slice(-nearby),
  after: place.after.slice(0, nearby),
});

/** A time of day may follow the day: "friday 17:30", "freitag um 9 Uhr", "vendredi à 9h". */
export const timeOfDay = new RegExp(
  "^,?\\s+(?:(?:at|um|gegen|à|vers|a las?|às|alle|om|kl\\.?|klockan)\\s+\\d{1,2}(?:[:.h]\\d{2})?|" +
    "\\d{1,2}(?:[:h]\\d{2}|(?=\\s?(?:[ap]m|h|uhr|uur))))\\s?(?:[ap]m|h|uhr|uur)?(?![\\p{L}\\p{N}])",
  "iu",
);

/** Small words in front of a day that follows other words: "last week on Friday", "le 24 et le 26". */
export const onDay = "(?:\\s+(?:on|the|am|op|på|den|le|el|il|n[ao]|dia)){0,2}";

export const spaced = (words: string) => words.replaceAll(" ", "\\s+");

/** Words at the end of a text, followed by a gap. */
export const endingWith = (words: string, isSpaceless: boolean, gap = "\\s+") =>
  new RegExp(isSpaceless ? `(?:${words})\\s*$` : `(?<=^|[\\s(])(?:${spaced(words)})${gap}$`, "iu");
