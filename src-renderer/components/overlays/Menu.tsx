import type { ButtonHTMLAttributes, KeyboardEvent, MouseEvent, ReactElement } from 'react';
import { cloneElement, useState } from 'react';
import { ContextMenu as RadixContext, DropdownMenu as Radix } from 'radix-ui';
import { Ellipsis, type LucideIcon } from 'lucide-react';
import type { Verb } from '../../stores/verbs.ts';
import css from './Menu.module.css';

export interface MenuAction {
  label: string;
  icon?: LucideIcon;
  danger?: boolean;
  /** Keys shown at its end. */
  shortcut?: string;
  /** Of an action on a row: this key alone takes it while the row has the focus ("r", "Delete"). */
  key?: string;
  /** Why it can't be taken now: it stays in the menu and says so under its label. */
  disabledReason?: string | null | undefined;
  onSelect: () => void;
}
export type MenuItem = MenuAction | 'separator';

/** The same for the palette. */
export const verbsOf = (items: readonly MenuItem[]): Verb[] =>
  items.flatMap((item) => {
    if (item === 'separator') return [];
    const { label, icon = Ellipsis, disabledReason, onSelect: run } = item;
    return [{ label, icon, keys: keysOf(item), disabledReason, run }];
  });

interface MenuProps {
  /** A Button or IconButton. */
  trigger: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
  /** A function is asked when the menu opens: a list has a menu in each row. */
  items: readonly MenuItem[] | (() => readonly MenuItem[]);
  align?: 'start' | 'end';
}

function contents(item: MenuAction) {
  const reason = item.disabledReason ?? null;
  return (
    <>
      <span className={css.icon}>{item.icon === undefined ? null : <item.icon aria-hidden />}</span>
      <span className={css.words}>
        {item.label}
        {reason === null ? null : <span className={css.reason}>{reason}</span>}
      </span>
      <Keys of={item} />
    </>
  );
}

/** "R", "Del" */
const keysOf = ({ shortcut, key }: MenuAction): string | undefined =>
  shortcut ?? (key === 'Delete' ? 'Del' : key?.toUpperCase());

function Keys({ of }: { of: MenuAction }) {
  const keys = keysOf(of);
  return keys === undefined ? null : <kbd aria-hidden>{keys}</kbd>;
}

function propsOf(item: MenuAction) {
  const refused = (item.disabledReason ?? null) !== null;
  return {
    className: `${css.item ?? ''} ${item.danger === true ? (css.danger ?? '') : ''}`,
    onSelect: (event: Event) => {
      if (refused) event.preventDefault();
      else item.onSelect();
    },
    ...(refused ? { 'aria-disabled': true } : {}),
  };
}

/**
 * A menu that a button opens. Until then it is that button alone: a list has one in each row, and few of them are ever opened.
 */
export function Menu({ trigger, items, align = 'end' }: MenuProps) {
  const [used, setUsed] = useState<'no' | 'pointer' | 'keyboard'>('no');
  if (used === 'no') {
    const { onClick, onKeyDown } = trigger.props;
    return cloneElement(trigger, {
      'aria-haspopup': 'menu',
      'aria-expanded': false,
      onClick: (event: MouseEvent<HTMLButtonElement>) => {
        onClick?.(event);
        // A click without a pointer has no count.
        setUsed(event.detail === 0 ? 'keyboard' : 'pointer');
      },
      onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => {
        onKeyDown?.(event);
        if (event.key !== 'ArrowDown' || event.currentTarget.ariaDisabled === 'true') return;
        event.preventDefault();
        event.stopPropagation();
        setUsed('keyboard');
      },
    });
  }
  // The first opening is before the menu could see which key it was.
  const atFirst = (content: HTMLElement | null) => {
    if (content === null || used !== 'keyboard') return;
    requestAnimationFrame(() => {
      if (document.activeElement !== content) return;
      content.querySelector<HTMLElement>('[role=menuitem]')?.focus();
      setUsed('pointer');
    });
  };
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          ref={atFirst}
          className={css.content}
          align={align}
          sideOffset={4}
          collisionPadding={8}
        >
          <Items items={items} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Items({ items }: Pick<MenuProps, 'items'>) {
  // As it was opened: a list that changes under an open menu must not give its actions another row.
  const [asked] = useState(() => (typeof items === 'function' ? items() : null));
  return <MenuItems items={asked ?? (typeof items === 'function' ? [] : items)} />;
}

/** The items of an open dropdown. */
export function MenuItems({ items }: { items: readonly MenuItem[] }) {
  return items.map((item, index) =>
    item === 'separator' ? (
      <Radix.Separator key={index} className={css.separator} />
    ) : (
      <Radix.Item key={index} {...propsOf(item)}>
        {contents(item)}
      </Radix.Item>
    ),
  );
}

/** The same items on a right click, or on the menu key. */
export function ContextMenu({ items, children }: { items: readonly MenuItem[]; children: ReactElement }) {
  return (
    <RadixContext.Root modal={false}>
      <RadixContext.Trigger asChild>{children}</RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content className={css.content} collisionPadding={8}>
          {items.map((item, index) =>
            item === 'separator' ? (
              <RadixContext.Separator key={index} className={css.separator} />
            ) : (
              <RadixContext.Item key={index} {...propsOf(item)}>
                {contents(item)}
              </RadixContext.Item>
            ),
          )}
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  );
}
