export const THEMES = ['auto', 'light', 'dark'] as const;
/** `auto` follows the system. */
export type Theme = (typeof THEMES)[number];
export const THEME_COOKIE = 'theme';

export function parseTheme(value: unknown): Theme {
  return THEMES.find((theme) => theme === value) ?? 'auto';
}
