/** What is said of updates: what happened, and what to do. */
export const updatesText = {
  feedUnreachable: {
    sentence: 'Steward couldn’t reach the update server.',
    nextStep: 'Check your network connection, then check for updates again.',
  },
  feedRefused: (status: number) => ({
    sentence: `The update server answered with status ${status}.`,
    nextStep: 'Try again in a few hours.',
  }),
  addressNotAllowed: {
    sentence: 'The update server’s address doesn’t start with https://.',
    nextStep: 'Install a Steward that was built with a correct address.',
  },
  notSigned: {
    sentence: 'The update isn’t signed by Steward’s developers.',
    nextStep: 'Don’t install it. Tell the person who provides your updates.',
  },
  unreadable: {
    sentence: 'This Steward can’t read the update’s description.',
    nextStep: 'Install the newer version by hand.',
  },
  wrongFile: {
    sentence: 'The downloaded file isn’t the one that was signed.',
    nextStep: 'Download it again. If it fails again, tell the person who provides your updates.',
  },
  cut: {
    sentence: 'The download stopped before its end.',
    nextStep: 'Check your network connection, then download it again.',
  },
  diskFull: {
    sentence: 'There isn’t enough space on the disk for the update.',
    nextStep: 'Free some space, then download it again.',
  },
  ledgerNotCopied: {
    sentence: 'The ledger couldn’t be copied, so the update isn’t installed.',
    nextStep: 'Check that Steward’s data folder is writable, then download the update again.',
  },
  notWritten: {
    sentence: 'The update couldn’t be saved.',
    nextStep: 'Check that Steward’s data folder is writable, then download it again.',
  },
  folderNotWritable: (folder: string) => ({
    sentence: `Steward can’t write to ${folder}, where it’s installed.`,
    nextStep: 'Ask the person who installed it to update it.',
  }),
  notUnpacked: {
    sentence: 'The update couldn’t be unpacked.',
    nextStep: 'Free some space, then download it again. This version keeps working.',
  },
  doesNotStart: {
    sentence: 'The new version doesn’t start on this computer.',
    nextStep: 'Keep using this version and report the problem.',
  },
  notSwapped: {
    sentence: 'The new version couldn’t take this one’s place.',
    nextStep: 'Download the update again. This version keeps working.',
  },
  nothingFound: {
    sentence: 'There’s no update to download.',
    nextStep: 'Check for updates first.',
  },
  wentBack: (version: string) => ({
    sentence: `The new version didn’t start, so Steward went back to version ${version}.`,
    nextStep: 'Keep using this version and report the problem.',
  }),
  updated: (version: string) => ({
    sentence: `Steward was updated to version ${version}.`,
    nextStep: 'Open Settings → Updates to see what’s new.',
  }),
};
