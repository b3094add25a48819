import { DropdownMenu as Radix } from 'radix-ui';
import type { OpenedControl } from './grid-types.ts';
import { MenuItems, type MenuItem } from '../overlays/Menu.tsx';
import css from '../overlays/Menu.module.css';

interface RowMenuProps extends OpenedControl {
  items: readonly MenuItem[];
  /** Its first item gets the focus at once. */
  byKey: boolean;
  /** The side of the box that it stands along. */
  align: 'start' | 'end';
}

/** The menu of a row, where it was asked for: by its button, by a right click, or by the menu key. */
export function RowMenu({ box, items, byKey, align, onClose, onClosed }: RowMenuProps) {
  const atFirst = (content: HTMLElement | null) => {
    if (!byKey || content === null) return;
    requestAnimationFrame(() => {
      if (document.activeElement === content) content.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    });
  };
  return (
    <Radix.Root modal={false} defaultOpen onOpenChange={(open) => !open && onClose()}>
      <Radix.Trigger asChild>
        <span aria-hidden className={css.at} style={box} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={css.content}
          align={align}
          sideOffset={align === 'end' ? 4 : 2}
          collisionPadding={8}
          ref={atFirst}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
          }}
        >
          <MenuItems items={items} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
