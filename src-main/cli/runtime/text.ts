import { listText } from '../../../src-preload/shared/format/lists.ts';
import { isolated } from '../../../src-preload/shared/shown-text.ts';

/** So many unfinished plans are named. */
const mostNamed = 3;

/** What the command line says of opening its data: the sentence and the next step. */
export const runtimeText = {
  noProfile: (folder: string) => ({
    sentence: `There’s no Steward data in ${folder}.`,
    nextStep: 'Add a connection in the app first, choose another --profile, or use --url with a token.',
  }),
  keyring: (name: string) => ({
    sentence: `This profile’s secrets are in ${name}, which only the app can read.`,
    nextStep:
      'Open Steward and run the command again: it goes through the app then. Or ask a server alone, with --url and a token.',
  }),
  openingWith: (name: string) => `Waiting for Steward to open its data with ${name} …`,
  keyringSilent: (name: string) => ({
    sentence: `${name} didn’t answer in time.`,
    nextStep: 'Sign in to the desktop or unlock the keyring, then run the command again.',
  }),
  otherCopySilent: {
    sentence: 'Another Steward has this profile and doesn’t answer.',
    nextStep: 'Quit it and run the command again.',
  },
  appCrashed: {
    sentence: 'Steward couldn’t start without a window.',
    nextStep: 'Open Steward on the desktop and run the command again, or use --url with a token.',
  },
  keyringOnlyInApp: 'Only the app can read the system’s keyring.',
  wrongPassphrase: { sentence: 'The passphrase is wrong.', nextStep: 'Check it and try again.' },
  passphraseNeeded: {
    sentence: 'The vault is locked and there’s no terminal to ask for the passphrase.',
    nextStep: 'Pass it with --passphrase-fd N.',
  },
  memoryOnly: {
    sentence: 'This profile keeps nothing on disk.',
    nextStep: 'Open Steward and run the command again, or use --url with a token.',
  },
  appWentAway: {
    sentence: 'Steward quit before it answered.',
    nextStep: 'Run the command again. For a change, look at `steward receipts list` first.',
  },
  appSilent: {
    sentence: 'Steward is open but doesn’t answer.',
    nextStep: 'Look at its window, or quit it, then run the command again.',
  },
  notTheApp: {
    sentence: 'What answers at the app’s socket isn’t this profile’s Steward.',
    nextStep: 'Restart Steward and run the command again.',
  },
  otherVersion: {
    sentence: 'The open app doesn’t know this command.',
    nextStep: 'Update Steward, or close it and run the command again.',
  },
  unaccepted: (field: string, problem: string) => ({
    sentence: `Steward can’t take this. ${field}: ${problem}.`,
    nextStep: 'Check what the command was given.',
  }),
  tokenNeeded: {
    sentence: 'A token is needed to sign in.',
    nextStep: 'Set STEWARD_TOKEN, pass --token-fd N, or run the command on a terminal to be asked for it.',
  },
  systemNeeded: {
    sentence: 'Steward can’t tell which system answers at this address.',
    nextStep: 'Name it with --system.',
  },
  noSuchField: (system: string, option: string) => ({
    sentence: `${system} doesn’t ask for --${option}.`,
    nextStep: 'Leave it out.',
  }),
  noSuchOption: (system: string, option: string, options: readonly string[]) => ({
    sentence: `${system} has no setting “${isolated(option)}”.`,
    nextStep: options.length === 0 ? 'Leave it out.' : `Use one of: ${options.join(', ')}.`,
  }),
  codeNeeded: {
    sentence: 'This sign-in asks for a code, which the command line can’t enter.',
    nextStep: 'Sign in with a token instead.',
  },
  startingBuiltIn: 'Starting the built-in server for this command …',
  builtInNotStarted: {
    sentence: 'The built-in server didn’t start.',
    nextStep: 'Open Steward and run the command again.',
  },
  readingBack: (titles: readonly string[]) =>
    `An earlier run was interrupted. Checking what became of ${listText(titles.map(isolated), mostNamed)}. This can take half a minute.`,
  recovering: 'An earlier run was interrupted. Checking what became of it. This can take half a minute.',
  alreadyShown: { sentence: 'This token was already shown.', nextStep: 'It can’t be shown again.' },
  unreadable: (folder: string) => ({
    sentence: `Steward’s data in ${folder} can’t be read.`,
    nextStep: 'Check the owner and permissions of the folder and its files, then run the command again.',
  }),
};
