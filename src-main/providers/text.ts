/** Text that several providers share. */
export const commonText = {
  notReadWhole:
    'Part of this workspace couldn’t be read, and saving would overwrite it. Refresh the list first.',
  nameWorkspace: 'Enter a name for the workspace.',
  correctAndRetry: 'Correct it and try again.',
  checkBoth: 'Check both and try again.',
  notWorkspaceMember: 'You’re not a member of this workspace.',
  askOwner: 'Ask an owner of the workspace.',
  roleDoesNotAllow: 'Your role in this workspace doesn’t allow this.',
  refreshRole: 'Refresh to see your role, or ask an owner.',
  workspaceGone: 'This workspace no longer exists.',
  refreshWorkspaces: 'Refresh the list of workspaces.',
  notAMember: 'This person isn’t a member of the workspace.',
  refreshMembers: 'Refresh the members.',
  alreadyMember: 'This person is already a member of the workspace.',
  onlyRoles: (who: string, role: string) => `Only ${who} can do this. Your role here is ${role}.`,
  signInAgain: 'Sign in again.',
  secretShownOnce: 'A token’s secret is shown only once, when it’s created.',
  noProbe: 'Steward doesn’t store token values, so it can’t test them.',
  nameToken: 'Enter a name that says what uses the token.',
  notSupportedByServer: (host: string) => `${host} doesn’t support this.`,
  onlyRolesCan: (who: string) => `Only ${who} can do this. Your role doesn’t allow it.`,
  serverError: (host: string) => `${host} reported an internal error without details.`,
  checkThenRetry: 'Refresh to see whether the change was made. If not, try again in a few minutes.',
  onlyAt: (places: string, here: string) => `This is done ${places}, not ${here}.`,
  notHere: 'This isn’t available here.',
  nothingSent: 'Nothing was sent.',
  signInAgainKeeps: 'Sign in again. Everything read so far stays available.',
  notAccepted: (host: string, message: string) => `${host} rejected this: ${message}`,
  notAllowed: (host: string, message: string) => `${host} doesn’t allow this: ${message}`,
  unknownToServer: (host: string, message: string) => `${host} couldn’t find this: ${message}`,
  maybeRemoved: 'Refresh. It may have been removed.',
  conflicts: (host: string) => `${host} reports a conflict with its current data.`,
  refreshAndCheck: 'Refresh and check again.',
  correctBoth: 'Correct them, then try again.',
};

export const inventoryListText = {
  notRead: {
    sentence: 'This list couldn’t be read.',
    nextStep: 'Try again, or split it into shorter lists.',
  },
};
