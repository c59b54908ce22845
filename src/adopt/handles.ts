/** Handles for what an adoption adds: the live name, or something close that is free. */

const REFERENCE = /^(?:member:|role:|\$)+/;

/** The name where it can be a handle and is free, else the name with a number. `kind`: what it is called where nothing of it is left. */
export function freeHandle(name: string, kind: string, isTaken: (handle: string) => boolean): string {
  const bare = name.replace(REFERENCE, "");
  const base = bare === "" ? kind : bare;
  if (!isTaken(base)) return base;
  for (let number = 2; ; number += 1) {
    const handle = `${base} (${number})`;
    if (!isTaken(handle)) return handle;
  }
}
