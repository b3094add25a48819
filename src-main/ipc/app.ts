import { clipboard, nativeTheme } from 'electron';
import { place as placeSchema, type Place } from '../../src-preload/contract/app.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { Host } from '../app/host.ts';
import type { WindowState } from '../app/window-state.ts';
import { plainError } from '../base/errors.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';

const startPlace: Place = { connectionId: null, workspaceId: null, tab: 'members' };

interface AppParts {
  host: Host;
  context: Context;
  state: WindowState;
  openExternal(url: string): Promise<Result<null>>;
}

export function appHandlers({ host, context, state, openExternal }: AppParts): Handlers<'app'> {
  return {
    status: () => ok(host.status()),
    preferences: () => ok(state.preferences()),
    async setPreferences(change) {
      try {
        await state.setPreferences({
          ...(change.theme === undefined ? {} : { theme: change.theme }),
          ...(change.density === undefined ? {} : { density: change.density }),
        });
      } catch {
        return fail(
          plainError(
            'store-unavailable',
            'The setting could not be saved: the disk is full or the folder can’t be written.',
            'Free some space and choose it again.',
          ),
        );
      }
      nativeTheme.themeSource = state.preferences().theme;
      context.emit({ topic: 'preferences' });
      return ok(state.preferences());
    },
    place() {
      const core = context.core();
      if (!core.ok) return ok(startPlace);
      const saved = placeSchema.safeParse(core.value.store.ledger.preference('place'));
      return ok(saved.success ? saved.data : startPlace);
    },
    async setPlace(place) {
      const core = context.core();
      if (!core.ok) return core;
      core.value.setInView(place);
      return core.value.store.ledger.setPreference('place', place);
    },
    dismissNotice({ id }) {
      host.dismissNotice(id);
      return ok(null);
    },
    openExternal: ({ url }) => openExternal(url),
    async copyText({ text }) {
      await clipboard.writeText(text);
      return ok(null);
    },
    startInstance: ({ sample, systems }) => host.startInstance(sample, systems),
    async stopInstance() {
      await host.stopInstance();
      return ok(null);
    },
  };
}
