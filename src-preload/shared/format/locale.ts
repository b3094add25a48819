/* The app's sentences are English; the order of a date, the clock and the separators of numbers are those of the user's region. */

const fallback = 'en-GB';
let current = fallback;
const forgetters = new Set<() => void>();

/**
 * Regions whose English every supported runtime knows (those of ICU 74, in Electron 33). Asking a formatter instead makes ICU read its
 * data, which takes longer than anything else that a start does before its window.
 */
const englishRegions = new Set(
  (
    'AE AG AI AS AT AU BB BE BI BM BS BW BZ CA CC CH CK CM CX CY DE DG DK DM ER FI FJ FK FM GB GD GG GH GI GM GU GY HK ID IE IL IM IN IO ' +
    'JE JM KE KI KN KY LC LR LS MG MH MO MP MS MT MU MV MW MY NA NF NG NL NR NU NZ PG PH PK PN PR PW RW SB SC SD SE SG SH SI SL SS SX SZ ' +
    'TC TK TO TT TV TZ UG UM US VC VG VI VU WS ZA ZM ZW'
  ).split(' '),
);

/** English as it is written in the region of the system's locale: "de-DE" → "en-DE". */
export function formatLocaleFor(systemLocale: string): string {
  const region = /^[a-z]{2,3}-([A-Z]{2})$/.exec(systemLocale)?.[1];
  return region !== undefined && englishRegions.has(region) ? `en-${region}` : knownLocaleFor(systemLocale);
}

/** The same by what the runtime's formatters know. */
export function knownLocaleFor(systemLocale: string): string {
  try {
    const { language, region } = new Intl.Locale(systemLocale).maximize();
    const wanted = language === 'en' ? systemLocale : `en-${region ?? ''}`;
    // An English that isn't known would fall back to that of the United States.
    // Numbers and dates know the same ones, and a formatter of numbers is made in half the time.
    return new Intl.NumberFormat(wanted).resolvedOptions().locale === wanted ? wanted : fallback;
  } catch {
    return fallback;
  }
}

/** The locale that dates and numbers are written in. */
export const formatLocale = (): string => current;

/** Sets the locale of every date and number from here on. Each process and thread does this once, when it starts. */
export function setFormatLocale(locale: string): void {
  current = locale;
  for (const forget of forgetters) forget();
}

/** A formatter that is made when it is first needed, because making one is slow, and again after the locale was set. */
export function perLocale<T>(make: (locale: string) => T): () => T {
  let made: { formatter: T } | null = null;
  forgetters.add(() => (made = null));
  return () => (made ??= { formatter: make(current) }).formatter;
}
