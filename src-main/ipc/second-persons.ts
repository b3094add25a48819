import { ok, type Result } from '../../src-preload/shared/result.ts';
import type { AppSettings } from '../settings/settings.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { withCore } from './with-core.ts';

/** Every call is the control's own; the page reads the settings and the people again after each change. */
export function secondPersonsHandlers(
  context: Context,
  settings: Pick<AppSettings, 'state'>,
): Handlers<'secondPersons'> {
  const open = withCore(context);
  const changed = async <T>(made: Promise<Result<T>>): Promise<Result<T>> => {
    const done = await made;
    if (done.ok) context.emit({ topic: 'settings' });
    return done;
  };
  return {
    list: open(({ secondPersons }) => secondPersons.list()),
    add: open(({ secondPersons }, asked) => changed(secondPersons.add(asked))),
    rename: open(({ secondPersons }, asked) => changed(secondPersons.rename(asked))),
    remove: open(({ secondPersons }, asked) => changed(secondPersons.remove(asked))),
    changeSettings: open(async ({ secondPersons }, asked) => {
      const done = await changed(secondPersons.changeSettings(asked));
      return done.ok ? ok(settings.state()) : done;
    }),
  };
}
