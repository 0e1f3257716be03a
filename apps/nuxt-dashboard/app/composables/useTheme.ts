import { parseTheme, THEME_COOKIE, type Theme } from '#shared/theme.ts';

const A_YEAR = 365 * 24 * 3600;

/** The colour scheme, kept in a cookie: the server knows it too, and the page comes in the right one. */
export function useTheme() {
  const cookie = useCookie<Theme | null>(THEME_COOKIE, {
    maxAge: A_YEAR,
    sameSite: 'lax',
    path: '/',
    decode: (value) => parseTheme(value),
  });
  const theme = computed({
    get: () => parseTheme(cookie.value),
    set: (value: Theme) => {
      cookie.value = value;
    },
  });
  return { theme };
}
