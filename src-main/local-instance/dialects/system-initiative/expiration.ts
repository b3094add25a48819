import ms from 'ms';
import { done, refuse, type Outcome } from './outcome.ts';

/** Some spellings mean "no expiry given", and that is thirty days: nothing here lasts for ever. */
const defaultLifetime = '30d';

/**
 * How long a token lives, in whole seconds, as the real server reads the text: with the package `ms` 2.1.3, quirks
 * included (`1M` is a minute, a bare number is milliseconds, months don't exist).
 */
export function lifetimeInSeconds(expiration: string | undefined): Outcome<number> {
  const lowered = expiration?.toLowerCase();
  // Compared before trimming: " never " is not "never", and fails below.
  const absent = lowered === undefined || lowered === '' || lowered === 'never' || lowered === '0';
  const spelling = absent || expiration === undefined ? defaultLifetime : expiration.trim();

  let milliseconds: number | undefined;
  try {
    // The package's types list every valid spelling; what arrives here is a user's text.
    milliseconds = ms(spelling as ms.StringValue);
  } catch {
    // ms throws for blank text and for more than a hundred characters.
    return refuse.unexpected();
  }
  if (milliseconds === undefined || Number.isNaN(milliseconds)) {
    return refuse.badRequest('Invalid expiration format');
  }
  if (milliseconds <= 0) return refuse.badRequest('zero and negative values not allowed for expiration');
  const seconds = milliseconds / 1000;
  // The real server's JWT library throws for fractions: so "3600" (3.6 s) and "500ms" end here.
  if (!Number.isInteger(seconds)) return refuse.unexpected();
  return done(seconds);
}
