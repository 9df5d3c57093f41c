/** How the screens look to whoever sits at this computer: remembered by the browser, never part of the data. */
export const DENSITIES = ['comfortable', 'medium', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

export const TEXT_SIZES = ['normal', 'large', 'larger'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

export interface LookChoices {
  readonly density: Density;
  readonly textSize: TextSize;
  /** Shown so, never stored so. */
  readonly upperCaseNames: boolean;
  readonly highContrast: boolean;
  /** Names, codes and contacts are blurred: somebody stands at the desk. */
  readonly privacy: boolean;
}

/** What somebody who chose nothing sees; the system's wish for contrast counts as a choice. */
export function defaultLook(prefersContrast: boolean): LookChoices {
  return {
    density: 'medium',
    textSize: 'normal',
    upperCaseNames: false,
    highContrast: prefersContrast,
    privacy: false,
  };
}

/** What the browser remembered; whatever is not understood is as if nothing had been chosen. */
export function parseLook(stored: string | null, usual: LookChoices): LookChoices {
  const known = readObject(stored);
  const flag = (name: 'upperCaseNames' | 'highContrast' | 'privacy') => {
    const value = known[name];
    return typeof value === 'boolean' ? value : usual[name];
  };
  return {
    density: DENSITIES.find((density) => density === known.density) ?? usual.density,
    textSize: TEXT_SIZES.find((size) => size === known.textSize) ?? usual.textSize,
    upperCaseNames: flag('upperCaseNames'),
    highContrast: flag('highContrast'),
    privacy: flag('privacy'),
  };
}

function readObject(stored: string | null): Readonly<Record<string, unknown>> {
  if (stored === null) return {};
  try {
    const value: unknown = JSON.parse(stored);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** The attributes of `<html>` that the design tokens follow. */
export function lookAttributes(look: LookChoices): Readonly<Record<string, string>> {
  return {
    'data-density': look.density,
    'data-text': look.textSize,
    'data-names': look.upperCaseNames ? 'upper' : 'stored',
    'data-contrast': look.highContrast ? 'more' : 'normal',
    'data-privacy': look.privacy ? 'on' : 'off',
  };
}
