import { Menu, nativeImage, nativeTheme, Tray, type MenuItemConstructorOptions } from 'electron';
import { trayText } from '../text.ts';
import { trayPicture } from './tray-picture.ts';

interface TrayParts {
  show(): void;
  newWindow(): void;
  lock(): void;
  quit(): void;
}

export interface TrayIcon {
  isOn(): boolean;
  set(on: boolean): void;
  /** What else its menu leads to. */
  offer(items: readonly MenuItemConstructorOptions[]): void;
}

/** In px, for usual and fine screens; menu bars and notification areas draw them about so large. */
const size = process.platform === 'darwin' ? 18 : 22;

function picture() {
  // The app's own theme may be another than that of the system's bars, which Electron says from version 36 on.
  const ofBars: unknown = Reflect.get(nativeTheme, 'shouldUseDarkColorsForSystemIntegratedUI');
  const isDark = typeof ofBars === 'boolean' ? ofBars : nativeTheme.shouldUseDarkColors;
  const shade = process.platform !== 'darwin' && isDark ? 'light' : 'dark';
  const image = nativeImage.createFromBitmap(trayPicture(size, shade), { width: size, height: size });
  image.addRepresentation({
    scaleFactor: 2,
    width: size * 2,
    height: size * 2,
    buffer: nativeImage
      .createFromBitmap(trayPicture(size * 2, shade), { width: size * 2, height: size * 2 })
      .toPNG(),
  });
  // macOS colours it by its menu bar.
  if (process.platform === 'darwin') image.setTemplateImage(true);
  return image;
}

/** The icon in the notification area or menu bar, while it is wanted. */
export function createTrayIcon(parts: TrayParts): TrayIcon {
  let tray: Tray | null = null;
  nativeTheme.on('updated', () => tray?.setImage(picture()));
  let recent: readonly MenuItemConstructorOptions[] = [];
  const menu = (): MenuItemConstructorOptions[] => [
    { label: trayText.open, click: parts.show },
    { label: trayText.newWindow, click: parts.newWindow },
    ...(recent.length === 0 ? [] : [{ label: trayText.recent, submenu: [...recent] }]),
    { label: trayText.lock, click: parts.lock },
    { type: 'separator' },
    { label: trayText.quit, click: parts.quit },
  ];
  return {
    isOn: () => tray !== null,
    set(on) {
      if (on === (tray !== null)) return;
      if (!on) {
        tray?.destroy();
        tray = null;
        return;
      }
      tray = new Tray(picture());
      tray.setToolTip('Steward');
      tray.setContextMenu(Menu.buildFromTemplate(menu()));
      tray.on('click', parts.show);
    },
    offer(items) {
      recent = items;
      tray?.setContextMenu(Menu.buildFromTemplate(menu()));
    },
  };
}
