export const policyText = {
  notAllowed: (host: string, organization: string | null) => ({
    sentence: `${organization ?? 'Your organization'} doesn’t allow connections to ${host}.`,
    nextStep: 'Ask its administrators to add the server to the policy. Nothing was sent.',
  }),
  unusable: (file: string) => ({
    sentence: `The organization’s policy in ${file} can’t be used, so Steward connects to no server.`,
    nextStep: 'Ask the administrators of this computer to correct the file, then start Steward again.',
  }),
  /** Why the file isn't used. */
  problems: {
    unreadable: (code: string) => `It can’t be read (${code}).`,
    notFile: 'It isn’t a regular file.',
    owner: 'It doesn’t belong to root.',
    writable: 'Others than root can write to it.',
    folderOwner: 'Its folder doesn’t belong to root.',
    folderWritable: 'Others than root can write to its folder.',
    tooLarge: 'It is larger than 256 kB.',
    registryUnreadable: 'The registry can’t be read (reg.exe doesn’t run here).',
    registryValue: 'Its value “Policy” isn’t plain text in one line of ASCII (REG_SZ).',
    notPlist: 'It can’t be read as a property list.',
    notJson: 'It isn’t valid JSON.',
    wrong: (path: string, message: string) => (path === '' ? message : `${path}: ${message}`),
    hostPattern: 'must be a host such as api.example.com, *.example.com or 127.0.0.1:4000',
  },
};
