import * as react from 'react/jsx-runtime';
import { shownProps } from './shown.ts';

/* What the compiler calls for each element of the page (tsconfig.json, electron.vite.config.ts). */
export type { JSX } from 'react/jsx-runtime';
export const Fragment = react.Fragment;
export const jsx: typeof react.jsx = (type, props, key) =>
  react.jsx(type, shownProps(type, props as object), key);
export const jsxs: typeof react.jsxs = (type, props, key) =>
  react.jsxs(type, shownProps(type, props as object), key);
