import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src-preload/shared/settings/table.ts';
import type { Settings } from '../../../src-preload/shared/settings/types.ts';
import { isOnBatteryLinux } from '../../../src-main/app/power.ts';
import { loggedTransport, type RequestNote } from '../../../src-main/http/logged-transport.ts';
import { proxyConfig } from '../../../src-main/http/proxy-config.ts';
import { refreshPeriods } from '../../../src-main/settings/refresh-periods.ts';

const minute = 60_000;
const periods = (settings: Partial<Settings>, onBattery: boolean) =>
  refreshPeriods((key) => ({ ...defaultSettings, ...settings })[key], onBattery);

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
