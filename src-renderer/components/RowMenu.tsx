import { DropdownMenu as Radix } from 'radix-ui';
import { MenuItems, type MenuItem } from './Menu.tsx';
import css from './Menu.module.css';

export interface RowMenuPlace {
  index: number;
  /** In the window, in px. */
  x: number;
  y: number;
  /** Its first item gets the focus at once. */
  byKey: boolean;
}

interface RowMenuProps {
  at: RowMenuPlace;
  items: readonly MenuItem[];
  onClose: () => void;
  /** Called after that, to give the focus back to its row. */
  onClosed: () => void;
}

/** The menu of a row, where it was asked for: by a right click, or by the menu key. */
export function RowMenu({ at, items, onClose, onClosed }: RowMenuProps) {
  const atFirst = (content: HTMLElement | null) => {
    if (!at.byKey || content === null) return;
    requestAnimationFrame(() => {
      if (document.activeElement === content) content.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    });
  };
  return (
    <Radix.Root modal={false} defaultOpen onOpenChange={(open) => !open && onClose()}>
      <Radix.Trigger asChild>
        <span aria-hidden style={{ position: 'fixed', left: at.x, top: at.y }} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={css.content}
          align="start"
          sideOffset={2}
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
