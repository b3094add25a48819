/** What Steward says about SYSTEM, apart from its labels. */
export const systemText = {
  // Why something isn’t supported.
  noOrganizations: 'SYSTEM has no organizations to manage. An institution is only an ID on a workspace.',
  noTokens: 'SYSTEM has no API tokens. People sign in, and their sessions expire.',
  noMark: (what: string) => `SYSTEM has no mark for ${what}. Steward keeps yours on this device.`,
  oneOwnWorkspace: 'Each person can create one workspace of their own, so there’s no bulk creation.',
  noClone: 'SYSTEM can’t clone a workspace.',
  noSettings: 'Workspaces have no settings besides name and time zone.',
  noApprovals: 'SYSTEM has no approvals.',
  noDelete: 'SYSTEM documents no way to delete a workspace. Contact the portal’s administrator.',
  noWorkspacePage: 'SYSTEM documents no web address for a workspace. Open your portal.',
  noRemoval:
    'SYSTEM documents no way to remove other members; they can only leave. Give them a role without permissions, or contact the portal’s administrator.',

  // Client.
  noSecureChannel: (host: string) =>
    `${host} doesn’t support the secure channel this connection is set to use. Nothing was changed.`,
  turnOffSecureChannel: 'Turn off “Secure channel” in the connection’s settings, or correct its paths there.',

  // Signing in: forms and hints.
  portalCodeHint:
    'Your portal’s code, sent with every request as X-PORTAL-ACCESS-CODE. Ask the portal’s administrator.',
  tokenHint: 'An access token of a signed-in session, as the portal sends it after “Bearer”.',
  addressHint:
    'The address of the portal’s API with its base path, for example https://portal.example.com/prometheus.',
  passwordFormHint: 'SYSTEM sends you a code after you enter the password.',
  passwordHint: 'Used once and not stored.',
  smsHint: 'Otherwise it’s sent by e-mail.',
  refreshTokenHint: 'Keeps you signed in when the access token expires, which may be after minutes.',
  emailHint: 'Whose token it is. SYSTEM doesn’t report this, so Steward otherwise searches the member lists.',
  clientHashHint: 'The X-Client-Hash of the client that signed in, if the session is tied to one.',

  // Connection settings.
  pathHint: 'Relative to the address.',
  pathHintKeep: (placeholders: string) => `Relative to the address. Keep ${placeholders} in it.`,
  secureChannelHint:
    'Adds a layer of encryption to changes and their responses. Turn it on if the gateway requires it.',
  localeHint:
    'A language such as en or es-ES for the server’s messages. Leave empty for the server’s default.',
  badLocale: 'This connection’s locale isn’t a language such as en or es-ES.',
  correctLocale: 'Correct it in the connection’s settings, or leave it empty.',
  badPath: (label: string, message: string) => `The connection’s path “${label}” can’t be used: ${message}`,
  correctPath: (path: string) => `Correct it in the connection’s settings. The published path is ${path}.`,
  pathSlash: 'it must start with exactly one slash.',
  pathOnly: 'it can contain only a path, without ?, # or spaces.',
  unknownPlaceholder: (placeholder: string) => `${placeholder} isn’t a known placeholder.`,

  // Changes that can’t be sent.
  timezoneNeeded: 'SYSTEM requires a time zone for a new workspace.',
  chooseAndRetry: 'Choose one, then try again.',
  chooseTimezone: 'Choose a time zone.',
  dayRange: (min: number, max: number) => `Choose ${min} to ${max} days.`,
  daysOutside: 'An invitation can’t be valid for that long.',
  changeDays: 'Choose a different number of days, then try again.',
  ownerRoleFixed: 'The owner’s role can’t be assigned or changed. Nothing was sent.',
  transferWorkspace: 'Transfer the workspace’s ownership instead.',

  // Addresses and sign-in forms.
  noTokensToCreate: 'SYSTEM has no API tokens.',

  // What the server’s errors mean, and what to do.
  refreshInvitations: 'Refresh the invitations.',
  invitationGone: 'This invitation no longer exists.',
  invitationExpired: 'This invitation has expired.',
  askOrSendNew: 'Ask for a new one, or send one.',
  invitationProcessed: 'This invitation is no longer pending. It was accepted, declined or cancelled.',
  invitationForAnother: 'This invitation is for another e-mail address, or its link isn’t valid.',
  signInAsInvited: 'Sign in as the invited person.',
  alreadyPending: 'This person already has a pending invitation. Their e-mail address is fine.',
  waitOrCancel: 'Wait for their answer, or cancel the invitation and send a new one.',
  changeRoleInstead: 'Refresh the members, then change the role instead.',
  onlyOwnerInvites: 'Only the workspace’s owner can invite people here.',
  askOwnerToInvite: 'Ask the owner to send or cancel the invitation.',
  otherClient: 'The server accepts this session only from the client that started it.',
  signInOrClientHash:
    'Sign in again with e-mail and password, or enter the client hash with the pasted token.',
  roleNameTaken: 'The workspace already has a role with this name.',
  useOrRename: 'Use the existing role, or choose another name.',
  ownerImmutable: 'The owner’s role can’t be changed, removed or assigned.',
  transferInstead: 'Transfer the ownership instead.',
  systemDefaultChange: (what: string) => `${what} and can’t be changed.`,
  chooseAnother: 'Choose another one.',
  systemDefaultLeave: (what: string) => `${what} and can’t be left.`,
  setOtherDefault: 'Set another default workspace if you don’t want to start in it.',
  memberLimit: 'The workspace has reached its member limit.',
  freeOrRaise: 'Ask a member to leave, or ask the system’s administrator to raise the limit.',
  portalCodeWrong: 'The server expects a different portal access code. Your sign-in itself is fine.',
  askForCode: 'Ask the portal’s administrator for the code, then sign in again.',
  wrongPassword: 'Wrong e-mail address or password.',
  signInTimedOut: 'This sign-in took too long or had too many wrong codes.',
  startAgainFiveMinutes: 'Start again. The code is valid for five minutes.',
  noCodeSent: 'No code was sent for this sign-in.',
  startSignInAgain: 'Start the sign-in again.',
  wrongCode: 'The code is wrong.',
  enterNewestCode: 'Enter the newest code you received.',
  inactive: 'Your account isn’t active on this server.',
  askToActivate: 'Ask the system’s administrator to activate it.',
  serverError: 'The server reported an internal error without details.',
  noLongerMember: 'You’re no longer a member of this workspace.',
  askForInvitation: 'Ask its owner for an invitation.',
  refreshRole: 'Refresh to see your role, or ask the owner.',
  ownerOnly: 'Only the workspace’s owner can do this.',
  askOwner: 'Ask the owner.',
  ownsOne: 'You already own a workspace, and SYSTEM allows only one per person.',
  joinOrUseOwn: 'Ask another workspace’s owner for an invitation, or use the one you own.',
  ownsMost: 'You’ve reached SYSTEM’s limit of one owned workspace.',
  notDefaultEligible: 'This workspace can’t be your default.',
  chooseEligible: 'Choose one that can be entered and isn’t a sandbox.',
  ownerCannotLeave: 'The owner can’t leave the workspace.',
  transferFirst: 'Transfer the ownership to another member first.',
  roleGone: 'This role no longer exists.',
  refreshRoles: 'Refresh the roles.',
  memberGone: 'This person is no longer a member of the workspace.',
  sessionEnded: 'Your sign-in has expired or is no longer valid. The workspace isn’t affected.',
  nothingAtPath: (host: string) => `${host} has nothing at the path this connection uses for it.`,
  comparePaths: 'Compare the paths in the connection’s settings with your portal’s.',
  secureChannelOnly: 'This server accepts changes only over its secure channel.',
  turnOnSecureChannel: 'Turn on “Secure channel” in the connection’s settings, then try again.',
  channelLost: 'The server closed the secure channel, and then its replacement too. Nothing was changed.',
  retryOrContactGateway:
    'Try again in a few minutes. If it keeps failing, contact the gateway’s administrator.',
  channelUnreadable:
    'The server couldn’t read the encrypted request. It was altered in transit, or the keys don’t match. Nothing was changed.',
  retryOrAskVersion:
    'Try again. If it keeps failing, ask the gateway’s administrator which secure channel version it uses.',
  rejected: (host: string, message: string) => `${host} rejected this: ${message}.`,
  fieldsRejected: (host: string, fields: string) => `${host} rejected the ${fields}.`,

  // Roles and permissions.
  roleOwner: 'Can do everything. There’s one owner, and ownership is transferred, not assigned as a role.',
  noteInvitations:
    'Invitations carry no role. SYSTEM chooses one when people join, and you can change it afterwards.',
  noteGeneration:
    'In the older generation of SYSTEM (v1.3), only the owner can send and cancel invitations, regardless of roles.',
  noteHiddenPermissions: 'You can’t see the permissions of some roles, so their cells stay empty.',
  ownerTransfers: 'Only the owner can transfer ownership.',
  missingPermission: (role: string, permission: string) =>
    `Your role here, ${role}, doesn’t include ${permission}. The owner can add it.`,
  noRemovalOfOthers: 'SYSTEM has no way to remove other members; they can only leave.',
  ownerMustTransfer: 'The owner can’t leave. Transfer the ownership to another member first.',
  ownershipIsTransferred: 'Ownership is transferred, not assigned as a role.',
  ownerRoleChange: 'The owner’s role can’t be changed. Transfer the ownership first.',

  // Rows.
  onlyOwnerInvitesV13: 'In this generation of SYSTEM (v1.3), only the owner can send and cancel invitations.',
  sandboxNotDefault: 'SYSTEM doesn’t allow a sandbox as the default workspace.',
  notEligible: 'SYSTEM reports that this workspace can’t be the default.',
  inactiveWorkspace: 'Inactive workspaces can’t be entered.',
  roleSeenOnMember: 'Seen on a member. Your role can’t list the roles, so there may be more.',

  // Stored sign-ins.
  notASystemSignIn: 'The stored sign-in of this connection isn’t a SYSTEM sign-in.',

  // Secure channel.
  answerUnencrypted:
    'The change was sent over the secure channel but the response wasn’t encrypted, so Steward doesn’t trust it.',
  answerAltered:
    'The encrypted response was altered or came from another secure channel, so Steward doesn’t trust it.',
  checkAndReport:
    'Refresh to see whether the change was made. If it happens again, something alters responses on the way: contact the administrator.',
  weakKey: 'The server’s secure channel key isn’t an RSA key of at least 2048 bits, so nothing was sent.',
  contactGateway: 'Contact the gateway’s administrator.',

  // Session secret.
  noRefreshRoute: (host: string) =>
    `Your sign-in needs to be refreshed, but ${host} has nothing at the path for that.`,
  correctRefreshPath: 'Correct the path in the connection’s settings, or sign in again.',

  // Reading lists.
  membersNotReported: (host: string) =>
    `${host} doesn’t list members. This route is only proposed, and not every server has it.`,
  enterMembersPath: 'If your portal has it at another path, enter that path in the connection’s settings.',
  unknownIdentity: 'The server accepts this token but doesn’t report whose it is.',
  enterEmail: 'Enter the person’s e-mail address with the token, or sign in with e-mail and password.',
  whoseToken: 'Whose token is it?',

  // Signing in.
  needsSignIn: 'SYSTEM requires a sign-in.',
  useForm: 'Use e-mail and password, or a token.',
  enterEmailField: 'Enter your e-mail address.',
  enterPassword: 'Enter your password.',
  codeSent: (how: string, duration: string) => `SYSTEM sent a code ${how}. It’s valid for ${duration}.`,
  required: 'This field is required.',
  asciiOnly: 'Use only ASCII characters, without spaces or line breaks.',
  incomplete: 'The sign-in is incomplete.',
  fillMarked: 'Fill in the marked fields, then try again.',
  signInRejected: 'SYSTEM rejected the sign-in.',
  startAgain: 'Start again.',
  noPasswordSignIn: (host: string) => `${host} has no password sign-in at this connection’s paths.`,
  correctSignInPaths: 'Correct the paths in the connection’s settings, or sign in with a token.',
  noCodeMethod: 'SYSTEM requires a code to sign in and has no way to send you one.',
  setUpCodes: 'Set up e-mail or SMS codes for your account in the portal, or sign in with a token.',
};
