import { app, Menu } from 'electron';
import { nextZoom } from '../../../src-preload/shared/zoom.ts';
import { menuTemplate, type MenuCommand } from './menu-template.ts';
import { packagedBuild } from '../packaged-build.ts';

interface MenuParts {
  debuggable: boolean;
  send(command: MenuCommand): void;
  newWindow(): void;
  openFile(): void;
  zoom: Zoom;
}

interface Zoom {
  current(): number;
  set(factor: number): void;
}

/** Sets the native menu. */
export function setMenu({ zoom, ...parts }: MenuParts): void {
  app.setAboutPanelOptions({
    applicationName: app.getName(),
    applicationVersion: app.getVersion(),
    ...(packagedBuild === null ? {} : { version: packagedBuild.commit.slice(0, 12) }),
  });
  const template = menuTemplate({
    ...parts,
    mac: process.platform === 'darwin',
    zoom: (step) => zoom.set(step === 'reset' ? 1 : nextZoom(zoom.current(), step)),
    about: () => app.showAboutPanel(),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
