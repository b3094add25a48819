import { refuse, type Verb } from '../../stores/verbs.ts';
import type { Entry } from './entry.ts';

/** An entry that does something, before it has its place among the others. */
export type Action = Omit<Entry, 'id' | 'group' | 'about'> & { about?: string };

/** Stays in the list with its reason where it can't be done. */
export function actionOf(verb: Verb, about: string) {
  const { label, icon, keys, disabledReason } = verb;
  const refusal = disabledReason ?? null;
  return {
    label,
    icon,
    keys,
    about: refusal ?? verb.about ?? about,
    run: () => {
      if (refusal === null) verb.run();
      else refuse(refusal);
    },
  };
}
