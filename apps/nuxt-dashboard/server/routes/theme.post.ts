import { defineEventHandler, readBody, sendRedirect, setCookie } from 'h3';
import { parseTheme, THEME_COOKIE } from '../../shared/theme.ts';
import { readLocalPath } from '../read-local-path.ts';

/** Keeps the colour scheme, for browsers that run no script. */
export default defineEventHandler(async (event) => {
  const form = await readBody<Readonly<Record<string, unknown>> | undefined>(event);
  const theme = parseTheme(form?.theme);
  setCookie(event, THEME_COOKIE, theme, { maxAge: 365 * 24 * 3600, sameSite: 'lax', path: '/' });
  return sendRedirect(event, readLocalPath(form?.back), 303);
});
