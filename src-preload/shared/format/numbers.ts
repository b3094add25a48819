import { perLocale } from './locale.ts';

const whole = perLocale((locale) => new Intl.NumberFormat(locale));
const oneDecimal = perLocale((locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }));

/** "20,006". */
export const formatNumber = (value: number): string => whole().format(value);

/** "12,345", or "≥ 12,345" where records are missing. */
export const formatCount = (value: number, complete: boolean): string =>
  `${complete ? '' : '≥ '}${formatNumber(value)}`;

/** "1 change", "12,480 changes". */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`;

/** "1.2 kB", "12 kB"; thousands, as file managers count. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${size < 10 ? oneDecimal().format(Math.round(size * 10) / 10) : formatNumber(Math.round(size))} ${unit}`;
}
