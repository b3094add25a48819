export const assets: string;

/** What electron-builder is told, as far as tests ask for it. */
export function builderConfig(places: {
  app: string;
  output: string;
  icons: string;
  legal: string;
  platform: NodeJS.Platform;
  electron: { folder: string; version: string };
}): {
  artifactName: string;
  electronDist?: string;
  extraResources: { from: string; to: string }[];
  forceCodeSigning: boolean;
  fileAssociations: { ext: string; mimeType: string }[];
  electronFuses: Readonly<Record<string, boolean>>;
  linux: { target: string; icon: string; mimeTypes: string[] };
  flatpak: { base: string; finishArgs: string[] };
  mac: {
    icon: string;
    target: { target: string; arch: string }[];
    x64ArchFiles: string;
    hardenedRuntime: boolean;
    entitlements: string;
    entitlementsInherit: string;
    notarize: boolean;
  };
  win: { icon: string; target: { target: string; arch: string[] }[] };
  nsis: {
    oneClick: boolean;
    perMachine: boolean;
    deleteAppDataOnUninstall: boolean;
    buildUniversalInstaller: boolean;
  };
};
