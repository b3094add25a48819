import { useEffect } from 'react';
import { create } from 'zustand';
import type { SecondPersons } from '../../src-preload/contract/second-persons.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { onTopic } from './events.ts';

interface SecondPersonsStore {
  /** null until the first answer. Kept from then on: the field that asks one of them has to be there as soon as its dialog is. */
  value: SecondPersons | null;
  error: AppError | null;
}

const useStore = create<SecondPersonsStore>(() => ({ value: null, error: null }));

let asked = 0;

async function load(): Promise<void> {
  const turn = (asked += 1);
  const read = await window.steward.secondPersons.list({});
  if (turn !== asked) return;
  useStore.setState(read.ok ? { value: read.value, error: null } : { error: read.error });
}

/** Who can confirm what one person alone may not do. */
export function useSecondPersons(): SecondPersonsStore {
  useEffect(() => {
    void load();
    return onTopic('settings', () => void load());
  }, []);
  return useStore();
}
