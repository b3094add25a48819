const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** "3 Mar 2026, 14:05", in this computer's time zone. */
export const moment = (at: number): string => format.format(at);

export const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
