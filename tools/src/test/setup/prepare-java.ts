import { canUseApt } from '../../machine/debian.mjs';
import { findJava, oldestJava } from '../../machine/find-java.mjs';
import { installWithApt } from './install-with-apt.ts';
import type { Preparation } from './preparation.ts';

/** A Java for Spark. */
export const prepareJava: Preparation = async ({ logFile, say }) => {
  if (findJava(process.env)) return null;
  if (canUseApt(process.env)) {
    say('installing Java with apt');
    await installWithApt(['default-jre-headless'], logFile);
    if (findJava(process.env)) return null;
  }
  return `Spark needs Java ${oldestJava} or newer (Debian: sudo apt-get install default-jre-headless).`;
};
