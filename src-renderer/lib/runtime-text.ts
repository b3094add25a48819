/** Of an Electron that is older than the one Steward was made for. */
export const outdatedRuntimeText = {
  /** "Electron 33 is outdated". */
  short: ({ running }: { running: string }) => `Electron ${running.split('.', 1)[0] ?? running} is outdated`,
  title: ({ running, current }: { running: string; current: string }) =>
    `Steward runs on Electron ${running}, which misses the security fixes up to ${current}.`,
  next: 'Run npm start where github.com can be reached, or set ELECTRON_EXEC_PATH to a current Electron.',
};
