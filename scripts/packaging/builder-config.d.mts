export const assets: string;

/** What electron-builder is told, as far as tests ask for it. */
export function builderConfig(places: {
  app: string;
  output: string;
  icons: string;
  electron: { folder: string; version: string };
}): {
  fileAssociations: { ext: string; mimeType: string }[];
  electronFuses: Readonly<Record<string, boolean>>;
  mac: {
    target: { target: string; arch: string }[];
    hardenedRuntime: boolean;
    entitlements: string;
    notarize: boolean;
  };
  win: { target: { target: string; arch: string[] }[] };
  nsis: { oneClick: boolean; perMachine: boolean; deleteAppDataOnUninstall: boolean };
};
