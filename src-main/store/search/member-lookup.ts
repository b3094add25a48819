import type { Lookup, SearchLimits } from './member-query.ts';
import type { MemberFilter } from './query/members.ts';
import type { Statements } from '../statements.ts';

/** Makes questions to the full-text index, which knows runs of three characters. */
export function createLookup(statement: Statements, limits: SearchLimits) {
  const gramsWith = (word: string, most: number) =>
    statement<{ gram: string }>('select gram from member_grams where instr(gram, @word) > 0 limit @most').all(
      { word, most },
    );

  /** The words as a question to the full-text index: at least what matches, or `nothing` where it can't help. */
  return function lookupOf(filter: MemberFilter): Lookup {
    const isLong = (word: string) => Array.from(word).length >= 3;
    // Beside a long word a short one helps only where it is rare: following many runs takes longer than testing rows.
    const most = filter.words.some(({ any }) => any.every(isLong))
      ? Math.floor(limits.grams / 5)
      : limits.grams;
    const phrases: string[] = [];
    let short = false;
    for (const { columns, any } of filter.words) {
      const quoted: string[] = [];
      let helps = true;
      for (const word of any) {
        if (isLong(word)) quoted.push(quote(word));
        else {
          const grams = gramsWith(word, most + 1);
          if (grams.length > most) helps = false;
          else quoted.push(...grams.map(({ gram }) => quote(gram)));
        }
      }
      if (!helps) continue;
      if (!any.every(isLong)) short = true;
      // No run contains the word, so only a text that is too short to have runs can.
      if (quoted.length === 0) return { by: 'strays' };
      const one = columns.length === 1 ? (columns[0] ?? null) : null;
      const either = quoted.length === 1 ? (quoted[0] ?? '') : `(${quoted.join(' OR ')})`;
      phrases.push(one === null ? either : `{${one}} : ${either}`);
    }
    return phrases.length === 0
      ? { by: 'nothing' }
      : { by: 'match', match: phrases.map((phrase) => `(${phrase})`).join(' AND '), short };
  };
}

const quote = (word: string) => `"${word.replaceAll('"', '""')}"`;
