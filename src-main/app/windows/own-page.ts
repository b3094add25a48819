export const appOrigin = 'app://steward';

/** Whether a frame's address is the app's own page; in development, that of the development server. */
export function isOwnPage(url: string, developmentUrl: string | null): boolean {
  if (url.startsWith(`${appOrigin}/`)) return true;
  return developmentUrl !== null && originOf(url) === originOf(developmentUrl);
}

/** Who calls over the bridge; Electron knows no frame once it has gone. */
interface Caller<Contents, Frame> {
  sender: Contents & { readonly mainFrame: Frame };
  senderFrame: (Frame & { readonly url: string }) | null;
}

/** Whether a call comes from the main frame of our own window (`contents`), showing our own page. */
export function isOwnCall<Contents, Frame>(
  { sender, senderFrame }: Caller<Contents, Frame>,
  contents: Contents | undefined,
  developmentUrl: string | null,
): boolean {
  return (
    sender === contents &&
    senderFrame !== null &&
    senderFrame === sender.mainFrame &&
    isOwnPage(senderFrame.url, developmentUrl)
  );
}

function originOf(url: string): string | null {
  try {
    return new URL(url).origin;
  } catch {
    return null;
  }
}
