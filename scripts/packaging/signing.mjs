/** The variables that electron-builder signs and notarizes with. */
const signingVariables = [
  'CSC_LINK',
  'CSC_KEY_PASSWORD',
  'WIN_CSC_LINK',
  'WIN_CSC_KEY_PASSWORD',
  'APPLE_API_KEY',
  'APPLE_API_KEY_ID',
  'APPLE_API_ISSUER',
];

/**
 * Takes away those of them that are empty, as a workflow sets them for secrets that aren't there: on macOS electron-builder would take an
 * empty CSC_LINK for the name of a certificate, and fail instead of leaving the package unsigned.
 * @param {NodeJS.ProcessEnv} env
 */
export function dropEmpty(env) {
  for (const name of signingVariables) if (env[name] === '') delete env[name];
}
