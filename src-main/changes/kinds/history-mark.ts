import { addressKey } from '../../../src-preload/shared/normalize.ts';
import type { HistoryRow } from '../../store/history/types.ts';

/** What a done change looks like when a refresh finds it as a difference. */
export interface HistoryMark {
  kinds: readonly HistoryRow['kind'][];
  matches: (row: HistoryRow) => boolean;
  /** Keys of the members, tokens or roles that the difference is about; `anything` where it isn't about one. */
  about: readonly string[];
  /** Another place that shows it too, or null. */
  alsoAt: string | null;
}

export const anything = '*';
export const idKey = (id: string | null | undefined): string[] =>
  id === null || id === undefined ? [] : [`#${id}`];
export const emailKey = (email: string): string => `@${addressKey(email)}`;

/** About a place as a whole. */
export const placeMark = (
  kinds: HistoryMark['kinds'],
  matches: HistoryMark['matches'] = () => true,
  alsoAt: string | null = null,
): HistoryMark => ({ kinds, matches, about: [anything], alsoAt });

/** About one thing, by its id. */
export const idMark = (kinds: HistoryMark['kinds'], id: string | null): HistoryMark => ({
  kinds,
  matches: () => true,
  about: idKey(id),
  alsoAt: null,
});

interface Person {
  userId: string | null;
  email: string;
}

/** About one member, by their id or their address. */
export function personMark(
  kinds: HistoryMark['kinds'],
  person: Person,
  also: HistoryMark['matches'] = () => true,
): HistoryMark {
  return {
    kinds,
    matches: (row) => isAbout(row, person) && also(row),
    about: [...idKey(person.userId), emailKey(person.email)],
    alsoAt: null,
  };
}

export const isAbout = (row: HistoryRow, { userId, email }: Person): boolean =>
  row.subjectId === userId || addressKey(row.subject) === addressKey(email);

/** A changed workspace names the field before the value: "approvals: on". */
export const isField =
  (field: string): HistoryMark['matches'] =>
  (row) =>
    row.after?.startsWith(`${field}: `) === true;
