import { useEffect, useRef } from 'react';
import type { LucideIcon } from 'lucide-react';
import { create } from 'zustand';
import { goTo } from './arrival.ts';
import { useNavigation } from './navigation.ts';
import { toast } from './toasts.ts';
import { takeTypedAhead } from './typed-ahead.ts';

/** Something that can be done where one is: the palette offers it. */
export interface Verb {
  label: string;
  icon: LucideIcon;
  /** Where, or on what. */
  about?: string;
  keys?: string | undefined;
  disabledReason?: string | null | undefined;
  /** It acts on the rows that are selected. */
  onSelection?: true;
  run: () => void;
}

/** A row of a list and what can be done with it. */
export interface RowVerbs {
  name: string;
  verbs: readonly Verb[];
}

const offers = new Set<() => readonly Verb[]>();
const rowsOf = new WeakMap<Element, (index: number) => RowVerbs | null>();

/** What the parts of the screen offer now. */
export const offeredVerbs = (): Verb[] => [...offers].flatMap((offer) => offer());

/** Offers these verbs while the component is on screen; they are computed when a menu or the palette opens. */
export function useOfferedVerbs(verbs: () => readonly Verb[]): void {
  const latest = useRef(verbs);
  useEffect(() => {
    latest.current = verbs;
  });
  useEffect(() => {
    const offer = () => latest.current();
    offers.add(offer);
    return () => void offers.delete(offer);
  }, []);
}

/** Says what can be done with the rows of a list, whose elements have `data-index`. */
export function offerRowVerbs(list: Element, at: (index: number) => RowVerbs | null): void {
  rowsOf.set(list, at);
}

/** The row with the focus, else the one under the pointer. */
export function verbsAtCursor(): RowVerbs | null {
  const focused = document.activeElement?.closest('[data-index]');
  const row = focused ?? document.querySelector('[data-index]:hover');
  const list = row?.closest('[role=grid]');
  if (!row || !list) return null;
  return rowsOf.get(list)?.(Number(row.getAttribute('data-index'))) ?? null;
}

/** Names what can be done with a row of a list while none is at the cursor or selected: the palette then says how to go on. */
export function useVerbsWithoutRow(
  isSelected: boolean,
  disabledReason: string,
  verbs: readonly Pick<Verb, 'label' | 'icon'>[],
): void {
  useOfferedVerbs(() =>
    isSelected || verbsAtCursor() !== null
      ? []
      : verbs.map((verb) => ({ ...verb, disabledReason, run: () => undefined })),
  );
}

/** What a workspace's tab can be asked to do from elsewhere. */
export type TabVerb = 'invite' | 'generate-token';

/** Says why something can't be done. What was typed for the dialog of it goes nowhere. */
export function refuse(reason: string): void {
  takeTypedAhead();
  toast(reason, { tone: 'bad' });
}

const useRequested = create<{ verb: TabVerb | null }>(() => ({ verb: null }));

/** Goes to the tab that does this, and has it done there. */
export function requestVerb(verb: TabVerb): void {
  useRequested.setState({ verb });
  const { tab: shown, screen, go } = useNavigation.getState();
  const tab = verb === 'invite' ? 'members' : 'tokens';
  if (shown === tab && screen === 'workspace') return;
  // A tab that kept the focus would be shown again when the dialog gives it back.
  goTo('heading', () => go({ tab, screen: 'workspace' }));
}

/** Does what is asked of this tab, or says why it can't be done. */
export function useRequestedVerb(verb: TabVerb, refusal: string | null, run: () => void): void {
  const requested = useRequested((state) => state.verb);
  const latest = useRef({ refusal, run });
  useEffect(() => {
    latest.current = { refusal, run };
  });
  useEffect(() => {
    if (requested !== verb) return;
    useRequested.setState({ verb: null });
    if (latest.current.refusal === null) latest.current.run();
    else refuse(latest.current.refusal);
  }, [requested, verb]);
}
