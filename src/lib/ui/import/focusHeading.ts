/** A new step starts at the top, with its heading read aloud. Attach to a heading with `tabindex="-1"`. */
export function focusHeading(heading: HTMLElement): void {
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}
