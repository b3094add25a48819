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

/** Whether this difference is what the change looks like. */
export const isMarkOf = (mark: HistoryMark, row: HistoryRow): boolean =>
  mark.kinds.includes(row.kind) && keysOf(row).some((key) => mark.about.includes(key)) && mark.matches(row);

/** The keys under which marks about this difference may be kept. */
export const keysOf = ({ subjectId, subject }: HistoryRow): string[] => [
  anything,
  ...idKey(subjectId),
  emailKey(subject),
];

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

/** About one member: by their id, or by their address where it isn't known. */
export function personMark(
  kinds: HistoryMark['kinds'],
  person: Person,
  also: HistoryMark['matches'] = () => true,
): HistoryMark {
  return {
    kinds,
    matches: (row) => isAbout(row, person) && also(row),
    about: person.userId === null ? [emailKey(person.email)] : idKey(person.userId),
    alsoAt: null,
  };
}

/** Two people may share an e-mail, so it counts only where the id isn't known. */
export const isAbout = (row: HistoryRow, { userId, email }: Person): boolean =>
  userId === null ? emailKey(row.subject) === emailKey(email) : row.subjectId === userId;

/** A changed workspace names the field before the value: "approvals: on". */
export const isField =
  (field: string): HistoryMark['matches'] =>
  (row) =>
    row.after?.startsWith(`${field}: `) === true;
