import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import * as Radix from '@radix-ui/react-dialog';
import { X } from 'lucide-react';
import { isStray } from '../../lib/stray-clicks.ts';
import { focusListSearch } from '../../stores/commands.ts';
import { dismissPassing } from '../../stores/toasts.ts';
import { keepTypingFor, typeAhead } from '../../stores/typed-ahead.ts';
import { Button } from '../Button.tsx';
import css from './Dialog.module.css';
import { isFocusTaken } from '../../lib/focus.ts';
import { useTyped } from '../fields/useTyped.ts';

// Radios and boxes of Radix put an invisible native input beside themselves.
const firstControl =
  '.dialog-body :is(input:not([aria-hidden]), textarea:not([aria-hidden]), [role=radio][data-state=checked])';

const firstIn = (content: HTMLElement): HTMLElement | null =>
  content.querySelector<HTMLElement>('[data-autofocus]') ?? content.querySelector<HTMLElement>(firstControl);

const focusFirst = (content: HTMLElement) => (firstIn(content) ?? content).focus();

/** Its first control is still to come. */
const isReading = (content: HTMLElement) =>
  firstIn(content) === null && content.querySelector('[data-skeleton]') !== null;

/**
 * What is read first comes later than its dialog: its first control gets the focus then, with what was typed meanwhile, unless something
 * else has it.
 */
function focusFirstOnceThere(content: HTMLElement) {
  const observer = new MutationObserver(() => {
    const isWaiting = document.activeElement === content;
    if (isWaiting && firstIn(content) === null) return;
    observer.disconnect();
    if (!isWaiting) return;
    focusFirst(content);
    typeAhead();
  });
  observer.observe(content, { childList: true, subtree: true });
}

const within = '[role=dialog],[role=menu],[data-toaster]';
/** What had the focus last outside of dialogs, menus and messages: it gets it when what opened a dialog is gone by then. */
let outside: HTMLElement | null = null;
document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && target.closest(within) === null) outside = target;
});

/** Not what goes away with a dialog that is being closed itself. */
const stays = (element: HTMLElement | null): element is HTMLElement =>
  element?.isConnected === true && element.closest('[role=dialog][data-state=closed]') === null;

/** Enter that is held was pressed for what was there before; in a text of several lines it goes on writing. */
function ignoreHeldEnter(event: KeyboardEvent<HTMLElement>) {
  const writes = event.target instanceof HTMLTextAreaElement && !event.ctrlKey && !event.metaKey;
  if (event.key !== 'Enter' || !event.repeat || writes) return;
  event.preventDefault();
  event.stopPropagation();
}

const discardText = {
  question: 'Discard what you entered?',
  keep: 'Keep editing',
  discard: 'Discard',
};

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  wide?: boolean;
  /** False: neither Esc nor a click outside closes it, and there is no cross. */
  dismissible?: boolean;
  /** False: what is typed in it only confirms, so leaving needn't ask about it. */
  keepsTyped?: boolean;
  /** Something was picked in it: leaving asks about that as about what was typed. */
  picked?: boolean;
  /** Of a dialog with several: when it changes, the focus goes to the first control of the new one. */
  step?: string;
  children: ReactNode;
}

/** A modal dialog: traps the focus and gives it back to where it was. Contents: `DialogBody`, then `DialogFoot`. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  wide = false,
  dismissible = true,
  keepsTyped = true,
  picked = false,
  step,
  children,
}: DialogProps) {
  // Radix gives the focus back only to its own trigger; these dialogs are opened from menus, shortcuts and the palette.
  const opener = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (!open) return undefined;
    const remember = (event: FocusEvent) => {
      const { target } = event;
      if (target instanceof HTMLElement && target.closest(within) === null) {
        opener.current = target;
      }
    };
    document.addEventListener('focusin', remember);
    return () => {
      document.removeEventListener('focusin', remember);
    };
  }, [open]);
  useEffect(() => {
    if (open) dismissPassing();
  }, [open]);
  const typed = useTyped();
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!open) setAsking(false);
  }, [open]);
  const discard = () => {
    setAsking(false);
    typed.forget();
    onOpenChange(false);
  };
  /** Esc, the cross and a click outside. What was typed isn't lost by them; a second Esc goes back to it. */
  const leave = (next: boolean) => {
    if (next || !keepsTyped || !(picked || typed.isTyped())) onOpenChange(next);
    else if (asking && content.current !== null) {
      setAsking(false);
      focusFirst(content.current);
    } else setAsking(true);
  };
  const content = useRef<HTMLDivElement>(null);
  const shownStep = useRef(step);
  useEffect(() => {
    if (shownStep.current === step) return;
    shownStep.current = step;
    if (content.current === null) return;
    focusFirst(content.current);
    typeAhead();
  }, [step]);
  return (
    <Radix.Root open={open} onOpenChange={leave}>
      <Radix.Portal>
        <Radix.Overlay className={css.veil} data-modal>
          <Radix.Content
            ref={content}
            {...typed.listeners}
            className={`${css.dialog} ${wide ? css.wide : ''}`}
            {...(description === undefined ? { 'aria-describedby': undefined } : {})}
            onOpenAutoFocus={(event) => {
              const before = document.activeElement;
              if (before instanceof HTMLElement && before !== document.body) opener.current = before;
              const opened = event.currentTarget;
              if (!(opened instanceof HTMLElement)) return;
              // Never the cross, which is first in the document and the last thing wanted.
              event.preventDefault();
              focusFirst(opened);
              if (firstIn(opened) === null) focusFirstOnceThere(opened);
              if (isReading(opened))
                keepTypingFor(() => document.activeElement === opened && isReading(opened));
              else typeAhead();
            }}
            onCloseAutoFocus={(event) => {
              const back = [opener.current, outside].find(stays);
              opener.current = null;
              event.preventDefault();
              if (isFocusTaken()) return;
              // The row that it was about may be gone: its list is still there.
              if (back === undefined) focusListSearch();
              else back.focus();
            }}
            onEscapeKeyDown={(event) => {
              const onToast = document.activeElement?.closest('[data-toaster]') ?? null;
              if (!dismissible || onToast !== null) event.preventDefault();
            }}
            onInteractOutside={(event) => {
              const { target } = event;
              // A message that was just dismissed is gone from the page by the time its click is reported.
              const onToast =
                target instanceof Element &&
                (!target.isConnected || target.closest('[data-toaster]') !== null);
              const { originalEvent } = event.detail;
              const stray = originalEvent instanceof MouseEvent && isStray(originalEvent);
              if (!dismissible || onToast || stray) event.preventDefault();
            }}
            onKeyDownCapture={ignoreHeldEnter}
          >
            <div className={css.head}>
              <div className={css.words}>
                <Radix.Title className={css.title}>{title}</Radix.Title>
                {description === undefined ? null : (
                  <Radix.Description className={css.description} asChild>
                    <div>{description}</div>
                  </Radix.Description>
                )}
              </div>
              {dismissible ? (
                <Radix.Close asChild>
                  <button type="button" className={css.close} aria-label="Close">
                    <X aria-hidden />
                  </button>
                </Radix.Close>
              ) : null}
            </div>
            {children}
            {asking ? (
              <div role="group" aria-label={discardText.question} className={css.ask}>
                <span role="alert">{discardText.question}</span>
                <Button autoFocus onClick={() => leave(false)}>
                  {discardText.keep}
                </Button>
                <Button variant="danger" onClick={discard}>
                  {discardText.discard}
                </Button>
              </div>
            ) : null}
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The part of a dialog that scrolls. */
export function DialogBody({ children }: { children: ReactNode }) {
  return <div className={`${css.body} dialog-body`}>{children}</div>;
}

/** The buttons of a dialog, the one that acts last; `left` is a remark before them. */
export function DialogFoot({ left, children }: { left?: ReactNode; children: ReactNode }) {
  return (
    <div className={css.foot}>
      {left === undefined ? null : <div className={css.left}>{left}</div>}
      {children}
    </div>
  );
}
