import { describe, expect, it } from 'vitest';
import { settingKeys, settingsTable } from '../../../src-preload/shared/settings/table.ts';
import { settingsSectionIds } from '../../../src-preload/shared/settings/types.ts';
import { findsSetting, showsSection } from '../../../src-renderer/screens/settings/search.ts';

describe('the search of the settings', () => {
  it.each([
    ['theme', 'dark mode', 'light', 'colour', 'color', 'appearance'],
    ['density', 'row height', 'compact'],
    ['zoom', 'font size', 'text size', 'scale', 'larger'],
    ['refreshInViewMinutes', 'polling', 'sync', 'interval'],
    ['refreshAllMinutes', 'background', 'offline'],
    ['refreshOnBattery', 'battery', 'power', 'laptop'],
    ['refreshOnMetered', 'hotspot', 'mobile data', 'data saver'],
    ['lockAfterMinutes', 'auto lock', 'idle', 'inactivity', 'timeout'],
    ['lockOnSleep', 'suspend', 'screensaver', 'hibernate', 'lid'],
    ['typeNameFromRemovals', 'bulk', 'type the name'],
    ['secondPerson', 'four eyes', '4 eyes', 'approver', 'two-person'],
    ['notifyExpiringTokens', 'notification', 'alert', 'expiry'],
    ['notifyFailedRefreshes', 'failure', 'offline'],
    ['namesInNotifications', 'privacy', 'lock screen'],
    ['badge', 'dock', 'taskbar'],
    ['trayIcon', 'system tray', 'menu bar', 'background'],
    ['launchAtLogin', 'autostart', 'startup', 'boot', 'log in'],
    ['historyDays', 'retention'],
    ['hideAfterDays', 'stale', 'privacy'],
    ['eraseAfterDays', 'delete', 'GDPR', 'cache'],
    ['proxyMode', 'socks', 'firewall', 'network'],
    ['proxyPacUrl', 'PAC', 'WPAD'],
    ['proxyBypass', 'exceptions', 'no proxy'],
    ['checkForUpdates', 'upgrade', 'new version', 'automatic update'],
    ['commandsThroughApp', 'CLI', 'terminal', 'shell'],
    ['logLevel', 'debug', 'logging', 'verbose'],
  ] as const)('finds %s by the words for it', (setting, ...words) => {
    expect(words.filter((word) => !findsSetting(word, setting))).toEqual([]);
  });

  it.each([
    ['connections', 'servers', 'export', 'import', 'move', 'accounts'],
    ['certificates', 'SSL', 'TLS', 'CA', 'HTTPS', 'fingerprint'],
    ['lock', 'passphrase', 'password', 'keychain'],
    ['data', 'backup', 'restore', 'storage', 'disk space'],
    ['secrets', 'encryption', 'keychain', 'credentials'],
    ['local-instance', 'demo', 'sample'],
    ['advanced', 'diagnostics', 'support', 'bug report', 'logs'],
    ['about', 'version', 'shortcuts', 'commit'],
  ] as const)('finds the section %s by the words for it', (section, ...words) => {
    expect(words.filter((word) => !showsSection(word, section))).toEqual([]);
  });

  it.each(settingKeys)('finds %s by its title, whatever the case', (key) => {
    expect(findsSetting(settingsTable[key].title.toUpperCase(), key)).toBe(true);
  });

  it.each([
    ['PAC file', 'proxyMode'],
    ['WPAD', 'proxyMode'],
    ['connect directly to', 'proxyMode'],
    ['number of removals that need', 'secondPerson'],
  ] as const)('“%s” finds %s too, without which that one isn’t on the page', (words, setting) => {
    expect(findsSetting(words, setting)).toBe(true);
  });

  it('shows nothing where nothing is meant', () => {
    expect(settingsSectionIds.filter((section) => showsSection('xylophone', section))).toEqual([]);
  });
});
