import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import * as Radix from '@radix-ui/react-dialog';
import { isFocusTaken } from '../../lib/focus.ts';
import { arriveAt } from '../../stores/arrival.ts';
import { closeDialog, useDialogs } from '../../stores/dialogs.ts';
import { startTypedAhead, takeTypedAhead, typeAhead } from '../../stores/typed-ahead.ts';
import { useActionEntries } from './action-entries.ts';
import { arrange, type EntryGroup } from './arrange.ts';
import type { Entry } from './entry.ts';
import { PaletteList } from './PaletteList.tsx';
import { foundEntries, usePlaceEntries, wholeListEntry } from './place-entries.ts';
import { useFound, wantedBy } from './search.ts';
import css from './Palette.module.css';

/** By so many entries each key moves. */
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

function useGroups(typed: string): { groups: EntryGroup[]; waiting: boolean } {
  const places = usePlaceEntries();
  const actions = useActionEntries();
  const wanted = wantedBy(typed);
  const { found, waiting } = useFound(wanted);
  const arranged = arrange(wanted, [...places, ...actions], found === null ? [] : foundEntries(found));
  // Few of them are shown here: their whole list is one step further.
  const groups = arranged.map(({ group, entries }) =>
    group === 'People' || group === 'Tokens'
      ? {
          group,
          entries: [...entries, wholeListEntry(group === 'People' ? 'people' : 'tokens', wanted.text)],
        }
      : { group, entries },
  );
  return { groups, waiting };
}

/** Whether something is to come that keys after Enter may be for: a place, or a dialog. */
const leadsOn = ({ arrives, label }: Entry): boolean => arrives !== undefined || label.endsWith('…');

/** Enter has decided: what is typed after it is for what that leads to. */
const typeForNext = () =>
  startTypedAhead({
    awaits: 'next',
    isAwaited: () =>
      useDialogs.getState().page?.type === 'palette' ||
      document.querySelector('[role=dialog], [role=menu]') === null,
    onCancel: closeDialog,
  });

/** Everything by its name (Ctrl/⌘ K). `>` shows only actions, `@` people and `#` tokens of all connections. */
export default function Palette() {
  const [typed, setTyped] = useState('');
  const { groups, waiting } = useGroups(typed);
  const entries = groups.flatMap((group) => group.entries);
  /** The entry that a key or the pointer moved to; without one the first is the active one. */
  const [walkedTo, setWalkedTo] = useState<string | null>(null);
  const active = Math.max(
    0,
    entries.findIndex(({ id }) => id === walkedTo),
  );
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  const chosen = useRef<Entry | null>(null);
  /** Enter came before the answer: it takes the best match once that is known. */
  const [taking, setTaking] = useState(false);

  const take = (entry: Entry) => {
    chosen.current = entry;
    closeDialog();
  };
  const first = entries[active];
  useEffect(() => {
    if (!taking || waiting) return;
    setTaking(false);
    if (first === undefined) {
      // Nothing was found: one goes on typing the search.
      typeAhead();
      return;
    }
    chosen.current = first;
    closeDialog();
  }, [taking, waiting, first]);

  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const step = steps[event.key];
    if (step !== undefined && entries.length > 0) {
      const paging = Math.abs(step) > 1;
      const next = paging
        ? Math.max(0, Math.min(active + step, entries.length - 1))
        : (active + step + entries.length) % entries.length;
      setWalkedTo(entries[next]?.id ?? null);
    } else if (event.key === 'Enter') {
      const waits = waiting && walkedTo === null;
      if (waits || first !== undefined) typeForNext();
      if (waits) setTaking(true);
      else if (first !== undefined) take(first);
    } else return;
    event.preventDefault();
  };

  return (
    <Radix.Root open onOpenChange={closeDialog}>
      <Radix.Portal>
        <Radix.Overlay className={css.veil} />
        <Radix.Content
          className={css.dialog}
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            const before = document.activeElement;
            if (before instanceof HTMLElement && before !== document.body) opener.current = before;
            const { text, entered } = takeTypedAhead();
            // The next key may come before React has drawn the text: it goes on from what the field holds.
            if (input.current !== null) input.current.value = text;
            setTyped(text);
            input.current?.focus();
            if (!entered || text === '') return;
            typeForNext();
            setTaking(true);
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // What is done next may open a dialog, which gives the focus back to where it is now.
            if (opener.current?.isConnected === true && !isFocusTaken()) opener.current.focus();
            const entry = chosen.current;
            chosen.current = null;
            if (entry === null || !leadsOn(entry)) takeTypedAhead();
            if (entry === null) return;
            if (entry.arrives === undefined) entry.run();
            else arriveAt(entry.arrives, entry.run);
          }}
        >
          <Radix.Title className="hidden-words">Search everything</Radix.Title>
          <input
            ref={input}
            className={css.input}
            role="combobox"
            aria-label="Search everything"
            aria-autocomplete="list"
            aria-expanded
            aria-controls={`${id}-list`}
            aria-activedescendant={first === undefined ? undefined : `${id}-${active}`}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value);
              setWalkedTo(null);
              setTaking(false);
            }}
            onKeyDown={keys}
            placeholder="Search people, tokens, workspaces, connections and actions"
          />
          <PaletteList
            id={id}
            groups={groups}
            active={active}
            busy={waiting}
            empty={waiting ? 'Searching…' : 'No results'}
            onPoint={({ id: pointed }) => setWalkedTo(pointed)}
            onTake={take}
          />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
