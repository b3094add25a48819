import { plural } from '../../src-preload/shared/format/numbers.ts';

/** What connections, sign-ins and address checks say: the sentence and the next step. */

const chooseAnotherWay = 'Choose another way to sign in.';
export const useInstead = (suggestion: string) => `Use ${suggestion} instead?`;

export const connectionText = {
  removed: { sentence: 'This connection no longer exists.', nextStep: 'Choose another connection.' },
  systemUnknown: {
    sentence: 'This version of Steward doesn’t support this system.',
    nextStep: 'Update Steward.',
  },
  localNotRunning: { sentence: 'The local instance isn’t running.', nextStep: 'Start it again.' },
  alreadyConnected: (name: string, label: string) => ({
    sentence: `${name} is already connected to this address: ${label}.`,
    nextStep: 'Open that connection, or sign in as another person.',
  }),
  otherAddress: (address: string) => ({
    sentence: 'That sign-in was for another address.',
    nextStep: `Sign in at ${address} again.`,
  }),
  otherPerson: (signedIn: { name: string; email: string }, owner: { name: string; email: string }) => ({
    sentence: `You signed in as ${signedIn.name} (${signedIn.email}), but this connection belongs to ${owner.name} (${owner.email}).`,
    nextStep: 'Sign in as that person, or add a new connection.',
  }),
  credentialReplaced: {
    sentence: 'You signed out or in again on this connection in the meantime.',
    nextStep: 'No action is needed.',
  },
  signInNotKept: 'Your sign-in wasn’t kept on this device.',
  youSignedOut: 'You signed out.',
  signInAgain: 'Sign in again. Everything fetched so far stays available.',
};

export const signInText = {
  cancelled: { sentence: 'The sign-in was cancelled.', nextStep: 'Start it again when you’re ready.' },
  noLongerWaiting: { sentence: 'This sign-in is no longer waiting.', nextStep: 'Sign in again.' },
  notOffered: (product: string) => ({
    sentence: `${product} doesn’t offer this way to sign in at this address.`,
    nextStep: chooseAnotherWay,
  }),
  formNotOffered: (product: string) => ({
    sentence: `${product} doesn’t offer this way to sign in.`,
    nextStep: chooseAnotherWay,
  }),
  systemUnknown: { sentence: 'Steward doesn’t support this system.', nextStep: 'Choose another one.' },
  otherProduct: (host: string, product: string) => ({
    sentence: `${host} no longer responds as ${product}.`,
    nextStep: 'Check the address again.',
  }),
  tokenExpired: {
    sentence: 'This token has expired.',
    nextStep: 'Create a new token and sign in with it.',
  },
  expired: 'Expired.',
  tokenMissing: 'Enter a token.',
  fieldMissing: (label: string) => `${label} is missing.`,
  enterIt: 'Enter it and try again.',
  tokenMalformed: 'This contains characters that tokens don’t have.',
  copyTokenAgain: 'Copy the whole token again and paste it here.',
  noPort: {
    sentence: 'Steward couldn’t open a port on this computer for the browser to return to.',
    nextStep: 'Sign in with a token instead, or check this computer’s firewall.',
  },
  timedOut: {
    sentence: 'The sign-in wasn’t finished within 5 minutes.',
    nextStep: 'Start it again, or sign in with a token.',
  },
  localNeedsCode: 'Sign in to the local instance yourself.',
  noLocalSystem: {
    sentence: 'The local instance supports none of these systems.',
    nextStep: 'Choose another one.',
  },
};

/** The pages that the browser shows after signing in; constants, so that nothing of a request is repeated in them. */
export const browserPages = {
  signedIn: { title: 'You’re signed in', body: 'You can close this page and return to Steward.' },
  failed: { title: 'Sign-in failed', body: 'Steward shows why. You can close this page.' },
  wrongHost: { title: 'Refused', body: 'Wrong host.' },
  wrongMethod: { title: 'Refused', body: 'Only GET is supported.' },
  notFound: { title: 'Page not found', body: 'Return to Steward.' },
  notOpened: { title: 'Refused', body: 'Another page asked for this address. Return to Steward.' },
  unknown: {
    title: 'Sign-in failed',
    body: 'The server doesn’t know this sign-in. Steward is still waiting: start again from there.',
  },
  alreadyUsed: { title: 'Already used', body: 'This sign-in was already used. Return to Steward.' },
};

export const addressText = {
  example: 'Enter an address such as https://auth-api.systeminit.com or http://localhost:9001.',
  empty: 'Enter an address.',
  spaces: 'An address can’t contain spaces.',
  notAnAddress: 'This isn’t an address.',
  invalid: 'This isn’t a valid address.',
  noScheme: 'The address doesn’t start with https://.',
  otherScheme: (scheme: string) => `Steward can’t connect over ${scheme}://.`,
  credentials: 'An address can’t contain a user name or password.',
  signInLater: 'You sign in afterwards.',
  queryOrHash: 'An address ends before ? and #.',
};

export const probeText = {
  insecure: (host: string) => ({
    sentence: `The connection to ${host} wouldn’t be encrypted: anyone on the network path could read your sign-in.`,
    nextStep: 'Use its https:// address. Continue without encryption only on a network you control.',
  }),
  alreadyAdded: (label: string, name: string) => ({
    sentence: `This address is already connected: ${label}, as ${name}.`,
    nextStep: 'Open that connection, or sign in here as another person.',
  }),
  otherSystem: (host: string, found: string, wanted: string) => ({
    sentence: `${host} responds as ${found}, not as ${wanted}.`,
    nextStep: `Choose ${found} as the system to connect to it.`,
  }),
  anySystem: 'a system that Steward supports',
  serverError: (host: string, status: number) => ({
    sentence: `${host} responds, but with a server error (${status}).`,
    nextStep: 'Try again in a few minutes. If it keeps failing, contact the server’s administrator.',
  }),
  unknown: (host: string, wanted: string) => `${host} responds, but not as ${wanted}.`,
  looksLike: (host: string, like: string, wanted: string) =>
    `${host} responds, but it looks like ${like}, not like ${wanted}.`,
  enterApiAddress:
    'Enter the address of the management API. It often has another host or port than the web page.',
  tryThat: (sentence: string) => `${sentence} Try that.`,
  needsHttps: (host: string) => `${host} requires https.`,
  certificateChanged: {
    sentence: 'The server now shows another certificate.',
    nextStep: 'Check the address again and look at its certificate.',
  },
};

export const clientCertificateText = {
  unsupported: (host: string) => ({
    sentence: `${host} asks for a client certificate, which Steward can’t show here.`,
    nextStep: 'Ask the server’s administrator for an address that doesn’t require one.',
  }),
  notOffered: {
    sentence: 'This certificate isn’t among those that the server accepts.',
    nextStep: 'Open the list again and choose one from it.',
  },
};

/** Why a connection can't be written to. */
export const notWritableText = {
  readOnly: 'Steward can’t write to its folder, so changes can’t be recorded or made.',
  signedOut: (reason: string) => `Signed out: ${reason} Sign in again to make changes.`,
  serverOffline: (sentence: string) => `Offline: ${sentence} Changes need the server.`,
  noNetwork: (host: string) => `Offline: this computer has no network, so ${host} can’t be reached.`,
};

/** Connections to a file and from one. */
export const transferText = {
  nothing: { sentence: 'There are no connections to export.', nextStep: 'Add a connection first.' },
  foreign: {
    sentence: 'This isn’t a file of connections from Steward.',
    nextStep: 'Choose a file that Steward exported.',
  },
  cutOff: { sentence: 'The file is cut off.', nextStep: 'Copy it again from the other computer, whole.' },
  damaged: {
    sentence: 'The file is damaged or was changed.',
    nextStep: 'Export the connections again on the other computer.',
  },
  newer: {
    sentence: 'A newer version of Steward exported this file.',
    nextStep: 'Update Steward, then import it again.',
  },
  wrongPassphrase: {
    sentence: 'This isn’t the file’s passphrase.',
    nextStep: 'Enter the passphrase that was chosen for the export.',
  },
  onlySome: (added: number, of: number) =>
    `Only ${added} of ${plural(of, 'connection')} ${added === 1 ? 'was' : 'were'} added.`,
  gone: { sentence: 'This import was closed.', nextStep: 'Choose the file again.' },
  unknownHere: { sentence: 'This version doesn’t know the system.', nextStep: 'Update Steward.' },
  unknownSystem: 'This version of Steward doesn’t know the system.',
  badAddress: 'The address isn’t valid.',
  signInLeftOut: 'It was imported without its sign-in.',
};
