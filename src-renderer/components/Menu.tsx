import type { ReactElement } from 'react';
import { ContextMenu as RadixContext, DropdownMenu as Radix } from 'radix-ui';
import type { LucideIcon } from 'lucide-react';
import css from './Menu.module.css';

export interface MenuAction {
  label: string;
  icon?: LucideIcon;
  danger?: boolean;
  /** Keys shown at its end. */
  shortcut?: string;
  /** Why it can't be taken now: it stays in the menu and says so under its label. */
  disabledReason?: string | null | undefined;
  onSelect: () => void;
}
export type MenuItem = MenuAction | 'separator';

interface MenuProps {
  /** A Button or IconButton. */
  trigger: ReactElement;
  items: readonly MenuItem[];
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
      {item.shortcut === undefined ? null : <kbd aria-hidden>{item.shortcut}</kbd>}
    </>
  );
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

/** A menu that a button opens. */
export function Menu({ trigger, items, align = 'end' }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={css.content} align={align} sideOffset={4} collisionPadding={8}>
          {items.map((item, index) =>
            item === 'separator' ? (
              <Radix.Separator key={index} className={css.separator} />
            ) : (
              <Radix.Item key={index} {...propsOf(item)}>
                {contents(item)}
              </Radix.Item>
            ),
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
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
