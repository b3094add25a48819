/*
 * What is entered for a proxy. Chromium connects directly where it can't read the address of a PAC file, so what isn't an address to it
 * either is refused. The empty text means that nothing is entered yet.
 */

const serverPattern = /^(?:(?:https?|socks[45]?):\/\/)?(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/iu;

/** A host with or without a port and a scheme. */
export function isProxyServer(text: string): boolean {
  if (text === '') return true;
  const url = serverPattern.test(text) ? urlOf(`http://${text.replace(/^[a-z\d]+:\/\//iu, '')}`) : null;
  return url !== null && url.port !== '0';
}

export const isHostList = (text: string): boolean =>
  /^[\w.*:[\]<>/-]*(?:[,; ]+[\w.*:[\]<>/-]+)*$/u.test(text);

/** An address on the web, without a name and password: those are asked for and kept in the vault. */
export function isPacUrl(text: string): boolean {
  if (text === '') return true;
  const url = /^https?:\/\/[^\s/]+(?:\/\S*)?$/iu.test(text) ? urlOf(text) : null;
  return url !== null && url.username === '' && url.password === '';
}

const urlOf = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);
