import { clipboard } from 'electron';
import { place as placeSchema, type Place } from '../../src-preload/contract/app.ts';
import { ok, type Result } from '../../src-preload/shared/result.ts';
import type { Host } from '../app/host.ts';
import type { Windows } from '../app/windows/windows.ts';
import type { LastScreenKeeper } from '../last-screen/keeper.ts';
import type { ProxySignIns } from '../http/proxy-sign-in.ts';
import type { AppSettings } from '../settings/settings.ts';
import type { ProxyPasswords } from '../vault/proxy-passwords.ts';
import type { Context } from './context.ts';
import type { PageHandlers } from './handle.ts';

const startPlace: Place = { connectionId: null, workspaceId: null, tab: 'members' };

interface AppParts {
  host: Host;
  context: Context;
  settings: AppSettings;
  proxies: ProxySignIns;
  proxyPasswords: ProxyPasswords;
  windows: Windows;
  lastScreen: Pick<LastScreenKeeper, 'movedTo'>;
  openExternal(url: string): Promise<Result<null>>;
}

export function appHandlers({
  host,
  context,
  settings,
  proxies,
  proxyPasswords,
  windows,
  lastScreen,
  openExternal,
}: AppParts): PageHandlers<'app'> {
  const preferences = () => ({
    theme: settings.value('theme'),
    density: settings.value('density'),
    zoom: settings.value('zoom'),
  });
  return {
    status: () => ok(host.status()),
    preferences: () => ok(preferences()),
    async setPreferences(change) {
      const kept = await settings.set({
        ...(change.theme === undefined ? {} : { theme: change.theme }),
        ...(change.density === undefined ? {} : { density: change.density }),
        ...(change.zoom === undefined ? {} : { zoom: change.zoom }),
      });
      return kept.ok ? ok(preferences()) : kept;
    },
    place(_input, { contentsId }) {
      const own = windows.placeOf(contentsId);
      // While the vault is locked the place isn't known: the page asks again then.
      const core = context.core();
      if (!core.ok) return core;
      const saved = placeSchema.safeParse(core.value.store.ledger.preference('place'));
      return ok(own ?? (saved.success ? saved.data : startPlace));
    },
    setPlace(place, { contentsId }) {
      const open = context.core();
      if (!open.ok) return open;
      const core = open.value;
      windows.setPlace(contentsId, place);
      if (windows.current()?.webContents.id === contentsId) core.setInView(place);
      if (windows.first()?.webContents.id !== contentsId) return ok(null);
      lastScreen.movedTo(place);
      return core.store.ledger.setPreference('place', place);
    },
    openWindow({ place }) {
      windows.openAnother(place);
      return ok(null);
    },
    dismissNotice({ id }) {
      host.dismissNotice(id);
      return ok(null);
    },
    proxySignIns: () => ok(proxies.list()),
    async signInToProxy({ proxy, realm, username, password, remember }) {
      const kept = remember
        ? await proxyPasswords.put(proxy, realm, { username, password })
        : await proxyPasswords.drop(proxy, realm);
      if (!kept.ok) return kept;
      proxies.give(proxy, realm, { username, password }, remember);
      context.emit({ topic: 'proxies' });
      // What the proxy stopped goes on.
      host.networkChanged();
      return ok(null);
    },
    openExternal: ({ url }) => openExternal(url),
    async copyText({ text }) {
      await clipboard.writeText(text);
      return ok(null);
    },
    startInstance: ({ sample, systems }) => host.startInstance(sample, systems),
    removeSampleData: () => host.removeSampleData(),
    async stopInstance() {
      await host.stopInstance();
      return ok(null);
    },
  };
}
