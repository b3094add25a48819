import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src-preload/shared/settings/table.ts';
import type { Settings } from '../../../src-preload/shared/settings/types.ts';
import { isMeteredLinux, runProgram, watchMetered } from '../../../src-main/app/surroundings/metered.ts';
import { isOnBatteryLinux } from '../../../src-main/app/surroundings/power.ts';
import { loggedTransport, type RequestNote } from '../../../src-main/http/logged-transport.ts';
import { proxyConfig } from '../../../src-main/http/proxy-config.ts';
import { refreshPeriods } from '../../../src-main/settings/refresh-periods.ts';

const minute = 60_000;
const periods = (settings: Partial<Settings>, onBattery: boolean, onMetered = false) =>
  refreshPeriods((key) => ({ ...defaultSettings, ...settings })[key], { onBattery, onMetered });

describe('how often lists are refreshed', () => {
  it.each([
    ['as set', {}, false, { inView: 5 * minute, everything: 30 * minute }],
    ['as set on battery too', {}, true, { inView: 5 * minute, everything: 30 * minute }],
    [
      'only what is on screen on battery',
      { refreshOnBattery: 'in-view' },
      true,
      { inView: 5 * minute, everything: null },
    ],
    [
      'not automatically on battery',
      { refreshOnBattery: 'paused' },
      true,
      { inView: null, everything: null },
    ],
    [
      'as set on the mains',
      { refreshOnBattery: 'paused', refreshInViewMinutes: 1 },
      false,
      { inView: minute, everything: 30 * minute },
    ],
    [
      'never',
      { refreshInViewMinutes: null, refreshAllMinutes: null },
      false,
      { inView: null, everything: null },
    ],
  ] as const)('%s', (_what, settings, onBattery, wanted) => {
    expect(periods(settings, onBattery)).toEqual(wanted);
  });
});

describe('how often lists are refreshed on a metered network', () => {
  const usual = { inView: 5 * minute, everything: 30 * minute };
  const onScreenAlone = { inView: 5 * minute, everything: null };
  it.each([
    ['as set', {}, true, usual],
    ['only what is on screen', { refreshOnMetered: 'in-view' }, true, onScreenAlone],
    ['not automatically', { refreshOnMetered: 'paused' }, true, { inView: null, everything: null }],
    ['as set on another network', { refreshOnMetered: 'paused' }, false, usual],
    [
      'less on a network that the user says is metered',
      { refreshOnMetered: 'in-view', treatAsMetered: true },
      false,
      onScreenAlone,
    ],
    [
      'as set where it is said to be metered and nothing is to be saved',
      { treatAsMetered: true },
      false,
      usual,
    ],
  ] as const)('%s', (_what, settings, onMetered, wanted) => {
    expect(periods(settings, false, onMetered)).toEqual(wanted);
  });

  it('as little as the battery or the network asks for', () => {
    const settings = { refreshOnBattery: 'paused', refreshOnMetered: 'in-view' } as const;
    expect(periods(settings, true, true)).toEqual({ inView: null, everything: null });
    expect(periods(settings, false, true)).toEqual(onScreenAlone);
  });
});

describe('whether a network is metered, by NetworkManager', () => {
  it.each([
    ['u 1\n', true],
    ['u 3\n', true],
    ['u 0\n', false],
    ['u 2\n', false],
    ['u 4\n', false],
    ['u 10\n', false],
    ['', false],
    [null, false],
  ])('its answer %j means %j', async (answer, wanted) => {
    expect(await isMeteredLinux(() => Promise.resolve(answer))).toBe(wanted);
  });

  it('a program that isn’t there gives no answer', async () => {
    expect(await runProgram('steward-no-such-program', [])).toBe(null);
  });

  it('is asked for only while a setting depends on it, and a change is told once', async () => {
    let wanted = false;
    let answer = true;
    let asked = 0;
    let changes = 0;
    const looks: (() => void)[] = [];
    const watch = watchMetered({
      ask() {
        asked += 1;
        return Promise.resolve(answer);
      },
      isWanted: () => wanted,
      onChange: () => void (changes += 1),
      every(_ms, look) {
        looks.push(look);
        return () => looks.pop();
      },
    });
    await watch.look();
    expect([asked, watch.isMetered()]).toEqual([0, false]);
    wanted = true;
    await watch.look();
    await watch.look();
    expect([asked, changes, watch.isMetered()]).toEqual([2, 1, true]);
    answer = false;
    await watch.look();
    expect([changes, watch.isMetered()]).toEqual([2, false]);
    watch.stop();
    expect(looks).toEqual([]);
  });
});

describe('the power of a computer with Linux', () => {
  it.each([
    ['a desktop without supplies', {}, false],
    ['a laptop on the mains', { AC: ['Mains', '1'], BAT0: ['Battery', ''] }, false],
    ['a laptop off the mains', { AC: ['Mains', '0'], BAT0: ['Battery', ''] }, true],
    ['one of two supplies connected', { AC: ['Mains', '0'], AC1: ['Mains', '1'] }, false],
    ['a mouse with a battery alone', { mouse: ['Battery', ''] }, false],
  ] as const)('%s', (_what, supplies, onBattery) => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-power-'));
    for (const [name, [type, online]] of Object.entries(supplies)) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'type'), `${type}\n`);
      writeFileSync(join(folder, name, 'online'), `${online}\n`);
    }
    expect(isOnBatteryLinux(folder)).toBe(onBattery);
    rmSync(folder, { recursive: true });
  });

  it('is on the mains where the system tells nothing', () => {
    expect(isOnBatteryLinux('/no/such/folder')).toBe(false);
  });
});

describe('the proxy that Chromium is told', () => {
  it.each([
    ['the system’s', {}, null],
    ['none', { proxyMode: 'none' }, { mode: 'direct' }],
    [
      'one for all servers but some',
      { proxyMode: 'manual', proxyServer: 'proxy.example:8080', proxyBypass: 'a.example, *.b.example' },
      { mode: 'fixed_servers', proxyRules: 'proxy.example:8080', proxyBypassRules: 'a.example;*.b.example' },
    ],
    ['the system’s until an address is entered', { proxyMode: 'manual' }, null],
    [
      'that of a PAC file',
      { proxyMode: 'pac', proxyPacUrl: 'https://x.example/proxy.pac' },
      { mode: 'pac_script', pacScript: 'https://x.example/proxy.pac' },
    ],
    ['the system’s until the file is named', { proxyMode: 'pac' }, null],
  ] as const)('%s', (_what, settings, wanted) => {
    expect(proxyConfig({ ...defaultSettings, ...settings })).toEqual(wanted);
  });
});

describe('the log of requests', () => {
  it('it names the method, the host and the outcome, never the path', async () => {
    const notes: RequestNote[] = [];
    const times = [100, 130];
    const transport = loggedTransport(
      {
        send: async () => ({ ok: true, status: 204, headers: {}, body: Buffer.alloc(0) }),
        forget: async () => undefined,
      },
      (note) => notes.push(note),
      () => times.shift() ?? 0,
    );
    await transport.send({
      connectionId: 'c1',
      url: 'https://api.example/people/ana@example.com?token=secret',
      method: 'GET',
      headers: {},
      body: null,
      connectTimeoutMs: 1,
      maxBytes: 1,
      signal: new AbortController().signal,
    });
    expect(notes).toEqual([{ method: 'GET', host: 'api.example', outcome: 204, ms: 30 }]);
  });
});
