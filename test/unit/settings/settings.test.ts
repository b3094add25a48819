import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultSettings, settingKeys, settingsTable } from '../../../src-preload/shared/settings/table.ts';
import { settingsSections } from '../../../src-preload/shared/settings/sections.ts';
import type { SettingKey, Settings } from '../../../src-preload/shared/settings/types.ts';
import { isValueOf } from '../../../src-preload/shared/settings/values.ts';
import { settings as settingsSchema } from '../../../src-preload/contract/settings.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { createLedgerHome } from '../../../src-main/settings/ledger-home.ts';
import { createSettings, type SettingsHome } from '../../../src-main/settings/settings.ts';
import { settingRows } from '../../support/settings-document.ts';
import { memoryPreferences } from '../../support/preferences.ts';

function setUp(managed: Partial<Settings> = {}, kept = new Map<string, unknown>()) {
  const changed: SettingKey[][] = [];
  const device = new Map<string, unknown>();
  const deviceHome: SettingsHome = {
    read: (key) => device.get(key),
    write: async (values) => {
      for (const [key, value] of Object.entries(values)) device.set(key, value);
      return ok(null);
    },
  };
  const vaultHome: SettingsHome = {
    read: (key) => (key === 'secondPerson' ? true : undefined),
    write: async () => fail(plainError('not-allowed', 'A second person has to approve of it.', '')),
  };
  const ledger = memoryPreferences(kept);
  const ledgerHome = createLedgerHome(ledger);
  const settings = createSettings({
    homes: { device: () => ok(deviceHome), ledger: () => ok(ledgerHome), vault: () => ok(vaultHome) },
    managed,
    onChange: (keys) => changed.push([...keys]),
  });
  return { settings, changed, device, preferences: ledger.preferences };
}

describe('the table of settings', () => {
  it.each(settingKeys)('the default of %s is one of its values, and its section has a title', (key) => {
    expect(isValueOf(key, settingsTable[key].default)).toBe(true);
    expect(settingsSections[settingsTable[key].section].title).not.toBe('');
  });

  it.each(settingRows)('%s is in the documents as it is in the table', (...row) => {
    const document = readFileSync(join(import.meta.dirname, '../../../docs/administration.md'), 'utf8');
    const rows = document.split('\n').map((line) => line.replace(/ +/gu, ' ').trim());
    expect(rows).toContain(`| ${row.join(' | ')} |`);
  });

  it('the schema takes the defaults, and names what is wrong with a value', () => {
    expect(settingsSchema.parse(defaultSettings)).toEqual(defaultSettings);
    const wrong = settingsSchema.partial().safeParse({ theme: 'sepia', refreshAllMinutes: 1 });
    expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ['theme', 'must be one of: light, dark, system'],
      ['refreshAllMinutes', 'must be a whole number from 5 to 1440, or null'],
    ]);
  });

  it.each([
    ['proxyServer', 'proxy.example.com:8080', true],
    ['proxyServer', 'socks5://10.0.0.1:1080', true],
    ['proxyServer', 'http://[::1]:3128', true],
    ['proxyServer', '', true],
    ['proxyServer', 'me:secret@proxy.example.com', false],
    ['proxyServer', 'a;b=c', false],
    ['proxyServer', 'proxy.example.com:99999', false],
    ['proxyServer', 'proxy.example.com:0', false],
    ['proxyServer', '256.256.256.256', false],
    ['proxyServer', 'socks5://[::x]:1080', false],
    ['proxyServer', 'socks5://[1:2]:1080', false],
    ['proxyBypass', '*.lab.example.com, 10.0.0.0/8', true],
    ['proxyBypass', 'a b;c,d', true],
    ['proxyBypass', 'a"b', false],
    ['proxyPacUrl', 'https://intranet.example.com/proxy.pac', true],
    ['proxyPacUrl', 'file:///etc/passwd', false],
    ['proxyPacUrl', 'data:text/plain,x', false],
    ['proxyPacUrl', 'https://intranet.example.com:99999/proxy.pac', false],
    ['proxyPacUrl', 'https://256.256.256.256/proxy.pac', false],
    ['proxyPacUrl', 'https://[x]/proxy.pac', false],
    ['proxyPacUrl', 'https://me:secret@intranet.example.com/proxy.pac', false],
    ['proxyPacUrl', 'http://[::1]:8080/proxy.pac', true],
    ['proxyPacUrl', 'https://bücher.example/proxy.pac?site=1', true],
    ['typeNameFromRemovals', 0, false],
    ['lockAfterMinutes', null, true],
    ['lockOnSleep', 'yes', false],
  ] as const)('%s %j: %s', (key, value, valid) => {
    expect(isValueOf(key, value)).toBe(valid);
  });
});

describe('settings', () => {
  it('they are the defaults until something is chosen, and each is kept where it belongs', async () => {
    const { settings, changed, device, preferences } = setUp();
    expect(settings.state()).toEqual({ values: { ...defaultSettings, secondPerson: true }, managed: [] });
    const set = await settings.set({ theme: 'dark', refreshInViewMinutes: null, historyDays: 7 });
    expect(set).toMatchObject({
      value: { values: { theme: 'dark', refreshInViewMinutes: null, historyDays: 7 } },
    });
    expect([...device]).toEqual([['theme', 'dark']]);
    expect([...preferences]).toEqual([
      ['retention', { historyDays: 7, hideAfterDays: 30, eraseAfterDays: 60 }],
      ['settings', { refreshInViewMinutes: null }],
    ]);
    expect(changed).toEqual([['theme', 'refreshInViewMinutes', 'historyDays']]);
  });

  it('two changes at once are both kept', async () => {
    const { settings } = setUp();
    await Promise.all([settings.set({ refreshInViewMinutes: 1 }), settings.set({ refreshAllMinutes: 60 })]);
    expect(settings.state().values).toMatchObject({ refreshInViewMinutes: 1, refreshAllMinutes: 60 });
  });

  it.each([
    ['no object', 7],
    ['a list', []],
    ['values of other kinds', { proxyMode: 'magic', proxyServer: 4 }],
  ])('what another version kept reads as the default: %s', (_what, kept) => {
    const { settings } = setUp({}, new Map([['settings', kept]]));
    expect(settings.state().values).toEqual({ ...defaultSettings, secondPerson: true });
  });

  it('where the vault refuses one of them, none is kept', async () => {
    const { settings, changed, device, preferences } = setUp();
    const refused = await settings.set({ theme: 'dark', refreshAllMinutes: 60, secondPerson: false });
    expect(refused).toMatchObject({
      ok: false,
      error: { sentence: 'A second person has to approve of it.' },
    });
    expect([device.size, preferences.size, changed.length]).toEqual([0, 0, 0]);
  });

  it('what the organization decides stands over what was chosen, and can’t be changed', async () => {
    const kept = new Map([['settings', { proxyMode: 'none', refreshAllMinutes: 15 }]]);
    const { settings, changed, preferences } = setUp({ proxyMode: 'pac', lockAfterMinutes: 10 }, kept);
    expect(settings.state()).toMatchObject({
      values: { proxyMode: 'pac', lockAfterMinutes: 10, refreshAllMinutes: 15 },
      managed: ['lockAfterMinutes', 'proxyMode'],
    });
    const refused = await settings.set({ refreshAllMinutes: 60, proxyMode: 'none' });
    expect(refused).toMatchObject({
      ok: false,
      error: { kind: 'not-allowed', sentence: 'Your organization manages “Proxy”.' },
    });
    expect(preferences.get('settings')).toEqual({ proxyMode: 'none', refreshAllMinutes: 15 });
    expect(changed).toEqual([]);
  });
});
