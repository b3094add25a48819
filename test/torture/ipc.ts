import type { ElectronApplication, Page } from '@playwright/test';
import { rm } from 'node:fs/promises';
import { launchApp, newUserData } from '../support/app.ts';
import { scan } from '../support/scan.ts';
import { calls } from '../../src-preload/contract/api.ts';
import { createRandom } from '../../src-main/local-instance/random.ts';
import { canaryOf, inputFor, type Recipe } from './ipc-inputs.ts';

interface Target {
  page: Page;
  electron: ElectronApplication;
}

export interface BridgeFuzz {
  calls: number;
  /** Every canary that went over the bridge, by number. */
  canaries: Record<string, string>;
  problems: string[];
}

/** What leaves the app is caught: no browser is opened and no dialog of the system waits for a click. */
async function muffle(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ shell, dialog }) => {
    shell.openExternal = () => Promise.resolve();
    Object.assign(dialog, {
      showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
      showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
    });
  });
}

/** Locking takes no input that could be bad, and loads the page again, which nothing that is under way survives. */
const endsThePage: ReadonlySet<string> = new Set(['vault.lock']);

/** Sends each call of the bridge so many bad inputs from the page, and says what came of it that shouldn't. */
export async function fuzzBridge(target: Target, seed: number, rounds: number): Promise<BridgeFuzz> {
  const { page, electron } = target;
  await muffle(electron);
  const random = createRandom(seed);
  const result: BridgeFuzz = { calls: 0, canaries: {}, problems: [] };
  let canaries = 0;
  for (let round = 1; round <= rounds; round += 1) {
    for (const [area, schemas] of Object.entries(calls)) {
      const inputs = Object.entries<{ input: Parameters<typeof inputFor>[0] }>(schemas)
        .filter(([name]) => !endsThePage.has(`${area}.${name}`))
        .map(([name, { input }]) => {
          const canary = canaryOf((canaries += 1));
          result.canaries[`${area}.${name} ${round}`] = canary;
          return { name, input: inputFor(input, random, canary) };
        });
      result.calls += inputs.length;
      const ends = await send(page, area, inputs);
      for (const [index, end] of ends.entries())
        if (end !== null)
          result.problems.push(
            `${area}.${inputs[index]?.name}: ${end}, for ${JSON.stringify(inputs[index]?.input)?.slice(0, 200)}`,
          );
    }
  }
  const alive = await page.evaluate(() => document.querySelector('main') !== null).catch(() => false);
  if (!alive) result.problems.push('the page is gone');
  return result;
}

/** Calls an area's functions from the page, all at once, and says of each what is wrong with its answer, or null. */
const send = (
  page: Page,
  area: string,
  inputs: { name: string; input: Recipe }[],
): Promise<(string | null)[]> =>
  page.evaluate(
    ([area, inputs]) => {
      const deep = () => {
        let value: unknown = 'end';
        // The bridge itself refuses more than 1000.
        for (let depth = 0; depth < 900; depth += 1) value = [value];
        return value;
      };
      const cycle = () => {
        const value: Record<string, unknown> = {};
        value['self'] = value;
        return value;
      };
      const makers: Record<string, () => unknown> = {
        undefined: () => undefined,
        nan: () => NaN,
        infinity: () => Infinity,
        bigint: () => 10n ** 400n,
        date: () => new Date(0),
        'bad-date': () => new Date(NaN),
        map: () => new Map([['a', new Set([1])]]),
        bytes: () => new Uint8Array(1_000_000),
        cycle,
        deep,
        long: () => 'x'.repeat(2_000_000),
        many: () => Array.from({ length: 20_000 }, (_, n) => ({ n })),
        'half-character': () => 'a\ud800b',
        pollution: () => JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
        getter: () => ({
          get id() {
            throw new Error('read');
          },
        }),
        sparse: () => Object.assign([], { 5000: 1 }),
      };
      const revive = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(revive);
        if (typeof value !== 'object' || value === null) return value;
        if ('$' in value && typeof value.$ === 'string') return makers[value.$]?.();
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, revive(one)]));
      };
      const bridge = window.steward as unknown as Record<
        string,
        Record<string, (input: unknown) => Promise<unknown>>
      >;
      const problemIn = (answer: unknown): string | null => {
        if (typeof answer !== 'object' || answer === null || !('ok' in answer))
          return 'the answer is no result';
        const { error } = answer as { error?: { kind: string; detail: string | null } };
        // An input that the contract refuses is told as a bug of the page. Any other is one of a handler's own.
        return error?.kind === 'bug' && !/ZodError/.test(error.detail ?? '')
          ? `the handler threw ${error.detail}`
          : null;
      };
      return Promise.all(
        inputs.map(async ({ name, input }) => {
          const limit = new Promise<string>((done) =>
            setTimeout(() => done('no answer within 60 s'), 60_000),
          );
          const call = (async () => {
            try {
              return problemIn(await bridge[area]?.[name]?.(revive(input)));
            } catch (cause) {
              // What can't be copied never leaves the page.
              return /could not be cloned|read/.test(String(cause))
                ? null
                : `rejected with ${String(cause).slice(0, 200)}`;
            }
          })();
          return Promise.race([call, limit]);
        }),
      );
    },
    [area, inputs] as const,
  );

/** `npm run torture -- --ipc`: fuzzes the bridge of an app of its own, then looks for what was sent on its disk. */
export async function tortureBridge(json: boolean, seed: number, rounds: number): Promise<number> {
  const userData = await newUserData();
  try {
    const app = await launchApp({ userData, vault: { passphrase: 'a passphrase of its own' } });
    const { calls: sent, canaries, problems } = await fuzzBridge(app, seed, rounds);
    await app.quit();
    const { hits } = await scan(userData, canaries);
    const found = [...problems, ...hits.map((hit) => `on the disk: ${hit}`)];
    if (json) console.log(JSON.stringify({ seed, calls: sent, problems: found }, null, 2));
    else console.log([...found, `${sent} calls, ${found.length} problems, seed ${seed}`].join('\n'));
    return found.length === 0 ? 0 : 1;
  } finally {
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}
