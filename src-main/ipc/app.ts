import { clipboard, nativeTheme } from 'electron';
import { place as placeSchema, type Place } from '../../src-preload/contract/app.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { Host } from '../app/host.ts';
import type { OpenedLinks } from '../app/opened-links.ts';
import type { WindowState } from '../app/window-state.ts';
import type { LastScreenKeeper } from '../last-screen/keeper.ts';
import type { ProxySignIns } from '../http/proxy-sign-in.ts';
import { plainError } from '../base/errors.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { appText } from './text.ts';
import { withCore } from './with-core.ts';

const startPlace: Place = { connectionId: null, workspaceId: null, tab: 'members' };

interface AppParts {
  host: Host;
  context: Context;
  state: WindowState;
  proxies: ProxySignIns;
  links: OpenedLinks;
  lastScreen: Pick<LastScreenKeeper, 'movedTo'>;
  openExternal(url: string): Promise<Result<null>>;
  /** Draws the page as large as the preferences say. */
  applyZoom(): void;
}

export function appHandlers({
  host,
  context,
  state,
  proxies,
  links,
  lastScreen,
  openExternal,
  applyZoom,
}: AppParts): Handlers<'app'> {
  const open = withCore(context);
  return {
    status: () => ok(host.status()),
    preferences: () => ok(state.preferences()),
    async setPreferences(change) {
      try {
        await state.setPreferences({
          ...(change.theme === undefined ? {} : { theme: change.theme }),
          ...(change.density === undefined ? {} : { density: change.density }),
          ...(change.zoom === undefined ? {} : { zoom: change.zoom }),
        });
      } catch {
        return fail(plainError('store-unavailable', appText.settingNotSaved, appText.freeSpace));
      }
      nativeTheme.themeSource = state.preferences().theme;
      applyZoom();
      context.emit({ topic: 'preferences' });
      return ok(state.preferences());
    },
    place() {
      // While the vault is locked the place isn't known: the page asks again then.
      const core = context.core();
      if (!core.ok) return core;
      const saved = placeSchema.safeParse(core.value.store.ledger.preference('place'));
      return ok(saved.success ? saved.data : startPlace);
    },
    setPlace: open((core, place) => {
      core.setInView(place);
      lastScreen.movedTo(place);
      return core.store.ledger.setPreference('place', place);
    }),
    takeLink: () => ok(links.take()),
    dismissNotice({ id }) {
      host.dismissNotice(id);
      return ok(null);
    },
    proxySignIns: () => ok(proxies.list()),
    signInToProxy({ proxy, realm, username, password }) {
      proxies.give(proxy, realm, { username, password });
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
