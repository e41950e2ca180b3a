/**
 * Which of the users' texts stand in a longer text: the logic joins texts before it sends them on, and what it
 * did with which message is read off the wire, not asked. Equal texts count by how many there are.
 */
export interface KnownText {
  readonly mid: string;
  readonly text: string;
}

/**
 * The ids of those texts that occur in the content, in the order of the content. Longer texts are looked for
 * first and what they cover is used up, so that "კი" is not found inside "კიდევ" where that was typed as well.
 */
export function findTexts(content: string, texts: readonly KnownText[]): string[] {
  return placesOf(content, texts).map(({ mid }) => mid);
}

/** What those texts leave of the content: the parts before, between and after them. */
export function partsWithout(content: string, texts: readonly KnownText[]): readonly string[] {
  const places = placesOf(content, texts);
  return [...places, undefined].map((place, i) => content.slice(places[i - 1]?.to ?? 0, place?.from));
}

interface Place {
  readonly from: number;
  readonly to: number;
  readonly mid: string;
}

function placesOf(content: string, texts: readonly KnownText[]): readonly Place[] {
  if (texts.length === 0 || content === '') return [];
  // Sorting is stable: of two that are as long, the first goes first.
  const longestFirst = texts.length === 1 ? texts : texts.toSorted((a, b) => b.text.length - a.text.length);
  const taken: Place[] = [];
  for (const { mid, text } of longestFirst) {
    if (text === '') continue;
    const from = firstFree(content, text, taken);
    if (from !== -1) taken.push({ from, to: from + text.length, mid });
  }
  return taken.sort((a, b) => a.from - b.from);
}

function firstFree(content: string, text: string, taken: readonly Pick<Place, 'from' | 'to'>[]): number {
  let from = content.indexOf(text);
  while (from !== -1) {
    const start = from;
    const over = taken.find((range) => start < range.to && range.from < start + text.length);
    if (over === undefined) return from;
    // Whatever begins before its end lies over it as well; a text of one letter would be tried at each of them.
    from = content.indexOf(text, over.to);
  }
  return -1;
}
