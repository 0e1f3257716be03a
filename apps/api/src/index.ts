// The API as a library: built and asked without a process of its own.
export { type AppDependencies, buildApp } from './app.ts';
export { type ApiConfig, parseConfig, settings } from './config.ts';
