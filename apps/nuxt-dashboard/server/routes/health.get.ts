import { defineEventHandler } from 'h3';

/** That the dashboard runs, whether or not the API does. */
export default defineEventHandler(() => ({ status: 'ok' }));
