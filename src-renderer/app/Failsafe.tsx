import { Component } from 'react';
import type { ErrorInfo, ReactNode } from 'react';
import { Button } from '../components/Button.tsx';
import css from './Failsafe.module.css';
import { failsafeText } from './text.ts';

interface FailsafeState {
  message: string | null;
}

/** Words and a way on in place of a blank window, when a part of the page breaks. */
export class Failsafe extends Component<{ children: ReactNode }, FailsafeState> {
  override state: FailsafeState = { message: null };

  static getDerivedStateFromError(error: unknown): FailsafeState {
    return { message: error instanceof Error ? error.message : 'unknown' };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    console.error('A part of the page broke.', error, info.componentStack);
  }

  override render() {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <main className={css.page} role="alert">
        <h1 className={css.title}>{failsafeText.title}</h1>
        <p>{failsafeText.reassurance}</p>
        <p className={css.detail}>{message}</p>
        <div className={css.actions}>
          <Button variant="primary" onClick={() => window.location.reload()}>
            Reload window
          </Button>
          <Button onClick={() => this.setState({ message: null })}>Continue anyway</Button>
        </div>
      </main>
    );
  }
}
