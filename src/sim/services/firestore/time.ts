/**
 * Firestore's times: texts on the wire, whole microseconds of the Unix epoch inside. Counted by hand, in the
 * proleptic Gregorian calendar, since the simulator keeps away from the host's `Date`; exact from 1684 to 2255.
 */
const TEXT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z$/;
const SECONDS_A_DAY = 86_400;
const MILLION = 1_000_000;
const DAYS_IN_400_YEARS = 146_097;
/** Days from 1 March of the year 0 to 1 January 1970: years that begin in March have their leap day at the end. */
const DAYS_TO_1970 = 719_468;

export function timeText(micros: number): string {
  const seconds = Math.floor(micros / MILLION);
  const day = Math.floor(seconds / SECONDS_A_DAY);
  const [year, month, date] = civil(day);
  const second = seconds - day * SECONDS_A_DAY;
  const clock = [Math.floor(second / 3_600), Math.floor(second / 60) % 60, second % 60]
    .map((part) => padded(part, 2))
    .join(':');
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(date, 2)}T${clock}.${padded(micros - seconds * MILLION, 6)}Z`;
}

/** Undefined where the text is no time. What is finer than a microsecond is cut, as the vendor does. */
export function parseTimeMicros(text: string): number | undefined {
  const match = TEXT.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (month < 1 || month > 12 || date < 1 || date > 31 || hour > 23 || minute > 59 || second > 59) return undefined;
  const seconds = daysTo(year, month, date) * SECONDS_A_DAY + hour * 3_600 + minute * 60 + second;
  return seconds * MILLION + Number((match[7] ?? '').padEnd(6, '0').slice(0, 6));
}

/** Days from 1 January 1970. */
function daysTo(year: number, month: number, date: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + daysBefore((month + 9) % 12) + date - 1 - DAYS_TO_1970;
}

function civil(day: number): readonly [year: number, month: number, date: number] {
  const count = day + DAYS_TO_1970;
  const era = Math.floor(count / DAYS_IN_400_YEARS);
  const ofEra = count - era * DAYS_IN_400_YEARS;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return [era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, ofYear - daysBefore(fromMarch) + 1];
}

/** Days of a year that begins in March before its month of that number, from 0. */
function daysBefore(fromMarch: number): number {
  return Math.floor((153 * fromMarch + 2) / 5);
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
