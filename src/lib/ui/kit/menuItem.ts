import type { Component } from 'svelte';

/** One line of a menu: a link when it has `href`, else an action. */
export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: Component<{ size?: number; 'aria-hidden'?: 'true' }>;
  /** Key shown on the right; it only tells, whoever builds the menu listens to it. */
  readonly shortcut?: string;
  readonly disabled?: boolean;
  readonly href?: string;
  readonly select?: () => void;
}
