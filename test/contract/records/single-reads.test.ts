import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '../../../src-main/local-instance/server.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import { valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { createRewriter, placesIn, textsIn } from './rewriting.ts';
import { factsHold, saysNothing, signIn, startSystems, systems } from './systems.ts';
import { unusable } from './tampering.ts';

/* What an answer about one thing (who I am, the details of a workspace) says where one of its fields can't be read. */

let server: Instance;
beforeAll(async () => {
  server = await startSystems();
});
afterAll(() => server.close());

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const cases = systems.flatMap((system) =>
  system.singles.map((single) => ({ ...single, system, about: `${system.provider} ${system.apiVariant}` })),
);

describe.each(cases)('$read of $about', ({ system, read, place, path }) => {
  it('it says nothing that the server doesn’t say, whichever field can’t be read', async () => {
    const rewriter = createRewriter(path);
    const { open, openUnknown, placeId, identity } = await signIn(server, system, rewriter.wrap);
    const id = await placeId(place);
    const ask = async (): Promise<Result<object>> => {
      if (read === 'whoami') return openUnknown().whoami(signal);
      const details = await open().details(id, signal);
      return details.ok ? { ok: true, value: details.value.rows[0] ?? {} } : details;
    };
    const honest = valueOf(await ask());
    const body = rewriter.seen();
    const texts = new Set([...textsIn(body), identity.email]);
    const places = placesIn(body);
    expect(places.length).toBeGreaterThan(0);

    const claimed: string[] = [];
    for (const at of places)
      for (const [kind, value] of unusable) {
        rewriter.begin({ at, value });
        const asked = await ask();
        rewriter.begin(null);
        if (!asked.ok) continue;
        for (const [field, is] of Object.entries(asked.value)) {
          const was: unknown = Reflect.get(honest, field);
          // A short text or a flag of the right kind is a value like any other.
          const isValue = kind === 'true' || kind === 'the text “true”';
          // Who has no readable name goes by another name that the server says, or by the address.
          const isOtherText = field === 'name' && typeof is === 'string' && texts.has(is);
          // Any JSON object may be settings: they are shown as the server says them.
          const isInSettings = field === 'settings' && at.includes('settings');
          const holds = same(is, was) || saysNothing(is) || isOtherText || isInSettings || factsHold(is, was);
          if (!holds && !isValue)
            claimed.push(`${at.join('.')} as ${kind}: ${field} is ${JSON.stringify(is).slice(0, 80)}`);
        }
      }
    expect(claimed).toEqual([]);
  }, 120_000);
});
