import { Dialog, DialogBody } from '../components/overlays/Dialog.tsx';
import { useModifier } from '../stores/status.ts';
import { closeDialog } from '../stores/dialogs.ts';
import { shortcutList } from './text.ts';
import css from './ShortcutsDialog.module.css';

/** All keys of the app (`?`). */
export default function ShortcutsDialog() {
  const modifier = useModifier().trim();
  const mac = modifier === '⌘';
  return (
    <Dialog open onOpenChange={closeDialog} title="Keyboard shortcuts" wide>
      <DialogBody>
        <div className={css.groups}>
          {shortcutList.map(({ group, keys }) => (
            <section key={group} aria-label={group}>
              <h3 className={css.group}>{group}</h3>
              <dl>
                {keys.map((each) => (
                  <div key={each.keys} className={css.line}>
                    <dt>
                      <kbd>
                        {((mac ? each.onMac : undefined) ?? each.keys).replaceAll('M ', `${modifier} `)}
                      </kbd>
                    </dt>
                    <dd>{each.does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogBody>
    </Dialog>
  );
}
