import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../database.ts';
import { markingDamage } from '../open/damage-mark.ts';
import { createRosterReader } from '../roster/roster-reader.ts';
import { createKeptKeys, usualKeys } from '../search/kept-keys.ts';
import { createRosterSearch } from '../search/roster-search.ts';
import { createFairTurns } from './fair-turns.ts';
import type { FromSearch, SearchData, ToSearch } from './search-protocol.ts';

/** The thread that searches: on a read-only connection of its own, so that no search holds up the window. */
function main(port: NonNullable<typeof parentPort>, { rosterFile, rosterKey }: SearchData): void {
  const db = openDatabase(rosterFile, rosterKey, { readonly: true });
  const turns = createFairTurns();
  const kept = createKeptKeys(db, {
    ...usualKeys,
    run: (steps) => void turns.inTurns(steps).catch(() => kept.forget()),
  });
  const search = markingDamage(createRosterSearch(db, createRosterReader(db), kept), rosterFile);
  const methods = new Map<string, unknown>(Object.entries(search));
  const running = new Map<number, AbortController>();

  async function answer({ id, method, args }: Extract<ToSearch, { type: 'call' }>): Promise<FromSearch> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const run = methods.get(method);
      if (typeof run !== 'function') throw new Error(`No search ${method}`);
      // The caller's types are those of RosterSearch (types.ts); over the port they are lost.
      const found = turns.search(() => (run as (...args: unknown[]) => unknown)(...args, controller.signal));
      return { id, ok: true, value: await found };
    } catch (cause) {
      return { id, ok: false, message: cause instanceof Error ? cause.message : String(cause) };
    } finally {
      running.delete(id);
    }
  }

  port.on('message', (message: ToSearch) => {
    switch (message.type) {
      case 'call':
        void answer(message).then((reply) => port.postMessage(reply));
        break;
      case 'abort':
        running.get(message.id)?.abort();
        break;
      case 'forget':
        kept.forget();
        break;
      case 'close':
        for (const controller of running.values()) controller.abort();
        kept.forget();
        db.close();
        port.close();
        break;
    }
  });
}

// The data comes from search-client.ts.
if (parentPort) main(parentPort, workerData as SearchData);
