import { routePatterns } from "./route-patterns.ts";

/** The segments that may follow in an address. */
interface Place {
  readonly segments: Map<string, Place>;
  /** Any one segment, e.g. `{id}`. */
  any?: Place;
  pattern?: string;
  /** The pattern of everything below, e.g. `{...all}`. */
  below?: string;
}

const root = placesOf(routePatterns);

/** The name for addresses that fit no pattern: files, and the guesses of strangers. */
const other = "other";

/** The pattern that an address meets, e.g. `/api/todos/{id}`: one of a fixed number, whatever is asked for. */
export function routeOf(url: string): string {
  if (!url.startsWith("/")) return other;
  const end = endOfPath(url);
  let place: Place | undefined = root;
  let below: string | undefined;
  for (let start = 1; start < end && place !== undefined; ) {
    below = place.below ?? below;
    const slash = url.indexOf("/", start);
    const stop = slash === -1 || slash > end ? end : slash;
    place = place.segments.get(url.slice(start, stop)) ?? place.any;
    start = stop + 1;
  }
  return place?.pattern ?? below ?? other;
}

/** Routes of the API write a line themselves, which says more. Inngest's is the SDK's. */
export function logsItself(url = "/"): boolean {
  return /^\/api(?:[/?]|$)/.test(url) && routeOf(url) !== "/api/inngest";
}

function endOfPath(url: string): number {
  const query = url.indexOf("?");
  const end = query === -1 ? url.length : query;
  const fragment = url.indexOf("#");
  return fragment === -1 || fragment > end ? end : fragment;
}

function placesOf(patterns: readonly string[]): Place {
  const top: Place = { segments: new Map() };
  for (const pattern of patterns) {
    let place = top;
    let isBelow = false;
    for (const segment of pattern.split("/").slice(1).filter(Boolean)) {
      isBelow = segment.startsWith("{...");
      if (!isBelow) place = placeBelow(place, segment);
    }
    if (isBelow) place.below = pattern;
    else place.pattern = pattern;
  }
  return top;
}

function placeBelow(place: Place, segment: string): Place {
  if (segment.startsWith("{")) {
    place.any ??= { segments: new Map() };
    return place.any;
  }
  const known = place.segments.get(segment);
  if (known !== undefined) return known;
  const made: Place = { segments: new Map() };
  place.segments.set(segment, made);
  return made;
}
