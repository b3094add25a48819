import type { Db } from '../database.ts';

const asciiOnly = /^[\0-\u007f]*$/;

/**
 * Keeps `member_grams`: every run of three characters that the full-text index has, so that words of one or two characters can be looked
 * up as the runs that contain them. More than those do no harm; `refill` leaves exactly them.
 */
export function createGrams(db: Db) {
  const add = db.prepare<[string]>('insert or ignore into member_grams (gram) values (?)');

  return {
    addAll(texts: Iterable<string>): void {
      // ASCII, nearly all of it, goes by number: a set of strings would take several times as long.
      const seen = new Uint8Array(1 << 21);
      const others = new Set<string>();
      for (const text of texts) {
        if (!asciiOnly.test(text)) {
          const letters = Array.from(text);
          for (let at = 2; at < letters.length; at += 1) others.add(letters.slice(at - 2, at + 1).join(''));
          continue;
        }
        let gram = 0;
        for (let at = 0; at < text.length; at += 1) {
          gram = ((gram << 7) | text.charCodeAt(at)) & 0x1fffff;
          if (at >= 2) seen[gram] = 1;
        }
      }
      for (let gram = seen.indexOf(1); gram >= 0; gram = seen.indexOf(1, gram + 1))
        add.run(String.fromCharCode(gram >> 14, (gram >> 7) & 127, gram & 127));
      for (const gram of others) add.run(gram);
    },
    refill(): void {
      db.exec(`
        delete from member_grams;
        create virtual table if not exists temp.member_vocab using fts5vocab (main, members_fts, row);
        insert into member_grams select term from temp.member_vocab;
        drop table temp.member_vocab;`);
    },
  };
}

/** Whether the full-text index can't find short words in such a text: it has none of its runs. */
export const tooShort = (text: string): boolean => {
  if (text === '' || text.length > 5) return false;
  const letters = Array.from(text).length;
  return letters < 3;
};
