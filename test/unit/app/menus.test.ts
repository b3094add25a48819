import { describe, expect, it } from 'vitest';
import type { MenuItemConstructorOptions } from 'electron';
import {
  contextMenuTemplate,
  type ContextMenuAbout,
} from '../../../src-main/app/menu/context-menu-template.ts';
import { menuTemplate } from '../../../src-main/app/menu/menu-template.ts';

const said: string[] = [];
const menuOf = (mac: boolean) =>
  menuTemplate({
    mac,
    debuggable: false,
    send: (command) => said.push(command),
    newWindow: () => said.push('new window'),
    openFile: () => said.push('open file'),
    zoom: (step) => said.push(`zoom ${step}`),
    about: () => said.push('about'),
  });
const inside = (item: MenuItemConstructorOptions | undefined) =>
  Array.isArray(item?.submenu) ? item.submenu : [];
const names = (items: readonly MenuItemConstructorOptions[]) =>
  items.filter(({ visible }) => visible !== false).map(({ label, role, type }) => label ?? role ?? type);
const menu = (mac: boolean, label: string) => inside(menuOf(mac).find((one) => one.label === label));

describe('the menu', () => {
  it('macOS has the app’s own menu first, with settings and quitting in it', () => {
    expect(names(menuOf(true))).toEqual(['Steward', 'File', 'Edit', 'View', 'Go', 'windowMenu', 'Help']);
    expect(names(menu(true, 'Steward'))).toEqual(
      expect.arrayContaining(['About Steward', 'Settings…', 'quit']),
    );
    expect(names(menu(true, 'File'))).not.toContain('quit');
    expect(names(menu(true, 'Help'))).toEqual(['Keyboard shortcuts']);
  });

  it('elsewhere they are under File and Help', () => {
    expect(names(menuOf(false))).toEqual(['File', 'Edit', 'View', 'Go', 'Window', 'Help']);
    expect(names(menu(false, 'File')).slice(-2)).toEqual(['close', 'quit']);
    expect(names(menu(false, 'File'))).toContain('Settings…');
    expect(names(menu(false, 'Help'))).toEqual(['Keyboard shortcuts', 'separator', 'About Steward']);
  });

  it.each([true, false])('no two items have the same keys (macOS: %s)', (mac) => {
    const keys = menuOf(mac).flatMap((one) => inside(one).flatMap(({ accelerator }) => accelerator ?? []));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('zooming goes by the keys of all keyboards', () => {
    const keys = menu(false, 'View').flatMap(({ label, accelerator }) =>
      label === undefined ? [] : [accelerator],
    );
    expect(keys).toEqual(
      expect.arrayContaining([
        'CommandOrControl+Plus',
        'CommandOrControl+=',
        'CommandOrControl+numadd',
        'CommandOrControl+0',
      ]),
    );
  });
});

const nothing: ContextMenuAbout = {
  isEditable: false,
  selectionText: '',
  linkURL: '',
  formControlType: 'none',
  editFlags: {
    canUndo: false,
    canRedo: false,
    canCut: true,
    canCopy: true,
    canPaste: true,
    canSelectAll: true,
  },
};
const offered = (about: Partial<ContextMenuAbout>, copied: string[] = []) =>
  contextMenuTemplate({ ...nothing, ...about }, (text) => copied.push(text));
const enabled = (items: readonly MenuItemConstructorOptions[]) =>
  items.flatMap(({ role, enabled: is }) => (role !== undefined && is === true ? [role] : []));

describe('a right click', () => {
  it('offers nothing where there is nothing to copy', () => {
    expect(offered({})).toEqual([]);
    expect(offered({ selectionText: '  ' })).toEqual([]);
  });

  it('copies what is selected', () => {
    expect(names(offered({ selectionText: 'ana@northwind.example' }))).toEqual(['copy']);
  });

  it('cuts, copies and pastes in a field', () => {
    expect(enabled(offered({ isEditable: true }))).toEqual(['cut', 'copy', 'paste', 'selectAll']);
  });

  it('copies nothing out of a field for a secret', () => {
    const items = offered({ isEditable: true, formControlType: 'input-password', selectionText: '•••' });
    expect(enabled(items)).toEqual(['paste', 'selectAll']);
  });

  it('copies the address of a link, and none of those within the page', () => {
    const copied: string[] = [];
    const [item] = offered({ linkURL: 'https://docs.example/' }, copied);
    expect(item?.label).toBe('Copy link address');
    expect(offered({ linkURL: 'app://steward/index.html#main' })).toEqual([]);
    expect(offered({ linkURL: 'javascript:alert(1)' })).toEqual([]);
  });
});
