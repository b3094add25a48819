import { isolated } from '../../../src-preload/shared/shown-text.ts';
import { quoted } from '../../base/quoted.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';

/** What is said of copies that are too old, and of a clock that can't be trusted to say so. */
export const text = {
  clockDenied: (days: number, ahead: boolean) =>
    `This computer’s clock is ${plural(days, 'day')} ${ahead ? 'ahead of' : 'behind'} the servers’ clocks. Nothing is erased because of its age until it’s correct.`,
  clockJumped:
    'This computer’s clock jumped by more than a day. Nothing is erased because of its age until a server confirms the time, or a day has passed.',
  connectionErased: (label: string, days: number) => ({
    sentence: `The offline copies of ${quoted(label)} were erased after ${plural(days, 'day')} without contact.`,
    nextStep: comesBack,
  }),
  workspaceErased: (name: string, label: string, days: number) => ({
    sentence: `The offline copy of ${quoted(name)} (${isolated(label)}) was erased because it couldn’t be refreshed for ${plural(days, 'day')}.`,
    nextStep: comesBack,
  }),
  placeListed: {
    sentence: 'This workspace is in your list again.',
    nextStep: 'Nothing was erased. Close this and refresh the list.',
  },
  unnamedConnection: 'a connection',
};

const comesBack =
  'The next refresh brings it back. You can change how long copies are kept under “Data on this device”.';
