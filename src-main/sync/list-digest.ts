import { createHash, webcrypto } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ListReading, ReadAnswer } from '../http/list-reading.ts';

export interface ListDigest extends ListReading {
  /** What all answers so far come to; null before the first. */
  digest(): Promise<string | null>;
  /** Whether the list was left unread, because its answers are known. */
  unchanged(): boolean;
  /** The server's clock by the last answer. */
  serverDate(): number | null;
}

/** Headers by which a body is read, or taken for a part of a list. */
const deciding = ['content-type', 'content-range', 'link', 'x-total-count'];

/**
 * Adds up the answers of a list in their order. `rules`: what else decides what is made of them. `known`: what the answers came to that the
 * copy was made of; null: all are to be read.
 */
export function createListDigest(rules: string, known: string | null): ListDigest {
  let sum: Promise<string | null> = Promise.resolve(null);
  let isUnchanged = false;
  let date: number | null = null;
  return {
    async isKnown(answer) {
      sum = withAnswer(sum, rules, answer);
      // Who waits for it hears of it; an answer that is of no use isn't waited for.
      sum.catch(() => undefined);
      date = answer.serverDate;
      if (known === null) {
        // With nothing to compare it with, the list is read meanwhile; handing over a copy of a big answer was enough for one turn.
        await nextTurn();
        return false;
      }
      isUnchanged = (await sum) === known;
      return isUnchanged;
    },
    digest: () => sum,
    unchanged: () => isUnchanged,
    serverDate: () => date,
  };
}

async function withAnswer(
  before: Promise<string | null>,
  rules: string,
  { path, query, status, headers, body }: ReadAnswer,
): Promise<string> {
  // Beside this thread: a big list would hold it up.
  const ofBody = await webcrypto.subtle.digest('SHA-256', body);
  const head = JSON.stringify([path, query, status, deciding.map((name) => headers[name] ?? null)]);
  return createHash('sha256')
    .update(JSON.stringify([(await before) ?? rules, head]))
    .update(new Uint8Array(ofBody))
    .digest('hex');
}
