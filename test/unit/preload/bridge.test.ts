import { Script } from 'node:vm';
import { build, mergeConfig, type Rolldown } from 'vite';
import { expect, it } from 'vitest';
import config from '../../../electron.vite.config.ts';
import { calls } from '../../../src-preload/contract/api.ts';

type Bridge = Record<string, Record<string, (input: unknown) => unknown>>;

/** The preload as the build makes it. */
async function builtPreload(): Promise<string> {
  const preload = typeof config === 'object' && 'preload' in config ? config.preload : undefined;
  const { output } = (await build(
    mergeConfig(preload ?? {}, { configFile: false, logLevel: 'silent', build: { write: false, ssr: true } }),
  )) as Rolldown.RolldownOutput;
  const [file, ...others] = output;
  expect(others).toEqual([]);
  return file.code;
}

it('exposes exactly the calls of the contract, the locale, the events and the early input, and none of the schemas', async () => {
  const code = await builtPreload();
  const exposed: Record<string, unknown> = {};
  const sent: unknown[] = [];
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, api: unknown) => (exposed[name] = api) },
    ipcRenderer: { invoke: (channel: string, input: unknown) => sent.push([channel, input]) },
  };
  const run = new Script(`(function (require, process, window) {${code}\n})`).runInThisContext() as (
    require: (name: string) => unknown,
    process: { argv: string[] },
    window: { addEventListener(): void },
  ) => void;
  run(
    (name) => {
      expect(name).toBe('electron');
      return electron;
    },
    { argv: ['electron', '--steward-locale=en-DE'] },
    { addEventListener: () => undefined },
  );

  const { onEvent, locale, earlyInput, ...bridge } = exposed['steward'] as Bridge;
  expect(onEvent).toBeTypeOf('function');
  expect(locale).toBe('en-DE');
  expect(earlyInput).toBeTypeOf('function');
  const namesOf = (areas: object) =>
    Object.fromEntries(Object.entries(areas).map(([area, one]) => [area, Object.keys(one as object)]));
  expect(namesOf(bridge)).toEqual(namesOf(calls));

  void bridge['members']?.['page']?.('input');
  expect(sent).toEqual([['steward:members.page', 'input']]);
  // zod alone is many times as large.
  expect(code.length).toBeLessThan(4000);
});
